"""The platform's fields: what is taken, what is refused where, and in which words."""

from __future__ import annotations

import copy
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drgen import catalog, spec
from drgen.source import SpecError
from tests.conftest import ROOT
from tests.specs import BASE, loaded, module, written

CATALOG = {"network": module("network"), "aurora": module("aurora", "class", "engine?")}
ZONE = {"id": "Z0123456789ABC", "name": "example.com"}


def changed(path: str, value: Any) -> dict[str, Any]:
    """The base spec with the value at a dotted path changed; `...` removes it."""
    data = copy.deepcopy(BASE) | {"hosts": [], "zone": copy.deepcopy(ZONE), "tags": {}}
    *way, last = path.split("/")
    at = data
    for part in way:
        at = at.setdefault(part, {})
    at.pop(last, None) if value is ... else at.update({last: value})
    return data


def refused(folder: Path, data: dict[str, Any]) -> list[str]:
    (path := folder / "spec.yaml").write_text(yaml.safe_dump(data, allow_unicode=True))
    with pytest.raises(SpecError) as caught:
        spec.load(path, CATALOG)
    return [f"{problem.message} / {problem.hint}" for problem in caught.value.problems]


def test_the_smallest_spec_has_these_values(tmp_path: Path) -> None:
    found = loaded(tmp_path, CATALOG)
    assert (found.traffic, found.hosts, found.zone, found.tags, found.assume_role) == (
        "orchestrated",
        [],
        None,
        {},
        None,
    )
    assert found.objectives.decision == "manual"
    assert found.state.plan_roles == found.state.apply_roles == []


TAKEN = {
    "hours": ("objectives/rto", "2h"),
    "days": ("objectives/corruption", {"rpo": "35d"}),
    "routing control": ("traffic", "routing_control"),
    "apex, wildcard, deep": ("hosts", ["example.com", "*.example.com", "a.b.example.com"]),
    "tags as AWS takes them": ("tags", {"Kostenstelle": "Köln 1/2 + @x", "checkov:skip=CKV_AWS_18": ""}),
    "roles by name and ARN": ("state/plan_roles", ["plan", "arn:aws:iam::111122223333:role/ci/*"]),
    "assumed role": ("assume_role", "arn:aws:iam::111122223333:role/deploy"),
    "small range": ("regions/standby/cidr", "100.64.0.0/20"),
    "estimates": ("estimates", {"orders.promote": {"p50": "1m", "p95": "90s", "because": "measured elsewhere"}}),
    "evidence": ("evidence", ["evidence/2026-10-02.json", "../shared/drill.json"]),
    "account that starts with a zero": ("account", "000011112222"),
}


@pytest.mark.parametrize(("path", "value"), TAKEN.values(), ids=TAKEN)
def test_a_platform_may_say(tmp_path: Path, path: str, value: Any) -> None:
    assert loaded(tmp_path, CATALOG, **changed(path, value))


REFUSED = {
    "no version": ("version", ..., "version is missing / The format of this file: 1."),
    "a later version": ("version", 2, "version: 2 is none of the choices / choose 1"),
    "version in quotes": ("version", "1", "version: '1' is not the number 1 / write version: 1"),
    "true is no 1": ("version", True, "version: true is not the number 1 / write version: 1"),
    "typo": ("acount", "1", "there is no 'acount' here / did you mean 'account'? it takes version, "),
    "typo inside": (
        "regions/primry",
        {},
        "regions: there is no 'primry' here / did you mean 'primary'? it takes primary, standby",
    ),
    "capital in the name": ("name", "Shop", "name: 'Shop' does not fit / 2 to 31 lowercase letters"),
    "name ends in a dash": ("name", "shop-", "name: 'shop-' does not fit"),
    "name is a path": ("name", "../../x", "name: '../../x' does not fit"),
    "name is an option": ("name", "-rf", "name: '-rf' does not fit"),
    "long name": ("name", "s" * 300, "name: 'sss"),
    "two lines in the name": ("name", "shop\nprod", r"name: 'shop\nprod' does not fit"),
    "no name": ("name", None, "name: has no value"),
    "account without quotes": (
        "account",
        111122223333,
        'account: wants a string, and this is a number / quote it: "111122223333"',
    ),
    "11 digits": (
        "account",
        "11112222333",
        "account: '11112222333' does not fit / The AWS account, 12 digits in quotes",
    ),
    "strategy": ("strategy", "warm", "strategy: 'warm' is none of the choices / did you mean 'warm_standby'?"),
    "active": ("active", "secondary", "active: 'secondary' is none of the choices / choose primary, standby"),
    "no unit": ("objectives/rto", 60, "objectives.rto: 60 needs a unit: 60m is minutes, 60s seconds"),
    "long unit": ("objectives/rto", "60min", "objectives.rto: '60min' is written 60m"),
    "a word as unit": ("objectives/rto", "1 hour", "objectives.rto: '1 hour' is written 1h"),
    "two units": ("objectives/rto", "1h30m", "objectives.rto: '1h30m' is written 10s, 60m, 2h or 35d"),
    "p95 below p50": (
        "estimates",
        {"decide": {"p50": "5m", "p95": "10s", "because": "x"}},
        "estimates.decide.p95: 10s is less than p50, 5m / p95 is what to plan with",
    ),
    "a scale of nothing": (
        "scale",
        {"eks": {}},
        "scale: there is no component 'eks' / name one of the spec's",
    ),
    "a deployment without a namespace": (
        "scale",
        {"eks": {"deployments": {"storefront": 3}}},
        "scale.eks",
    ),
    "no p95": (
        "estimates",
        {"decide": {"p50": "5m", "because": "x"}},
        "estimates.decide: p95 is missing / What to plan",
    ),
    "no reason": (
        "estimates",
        {"decide": {"p50": "5m", "p95": "5m", "because": ""}},
        "estimates.decide.because: is empty / Where the figure comes from.",
    ),
    "an estimate without a unit": (
        "estimates",
        {"decide": {"p50": 5, "p95": "5m", "because": "x"}},
        "estimates.decide.p50: 5 needs a unit: 5m is minutes, 5s seconds",
    ),
    "absolute evidence": (
        "evidence",
        ["/tmp/x.json"],
        "evidence[0]: '/tmp/x.json' does not fit / Files that drills wrote",
    ),
    "evidence of another kind": ("evidence", ["x.yaml"], "evidence[0]: 'x.yaml' does not fit"),
    "no rpo": ("objectives/rpo", ..., "objectives: rpo is missing"),
    "automatic decision": (
        "objectives/decision",
        "automatic",
        "objectives.decision: 'automatic' needs an automation that does not exist yet / write decision: manual",
    ),
    "objectives are a map": ("objectives", "60m", "objectives: wants a map, and this is '60m'"),
    "malformed region": (
        "regions/primary/name",
        "us-east1",
        "regions.primary.name: 'us-east1' does not fit / An AWS region, like eu-central-1.",
    ),
    "equal regions": (
        "regions/standby/name",
        "us-east-1",
        "regions.standby.name: us-east-1 is the primary's region too",
    ),
    "two partitions": (
        "regions/standby/name",
        "cn-north-1",
        "regions.standby.name: cn-north-1 is in aws-cn, us-east-1 in aws",
    ),
    "host bits": (
        "regions/primary/cidr",
        "10.0.0.1/16",
        "regions.primary.cidr: '10.0.0.1/16' is no IPv4 range / write 10.0.0.0/16",
    ),
    "range too large": (
        "regions/primary/cidr",
        "10.0.0.0/8",
        "regions.primary.cidr: '10.0.0.0/8' is a /8 / a VPC takes a range from /16 to /20",
    ),
    "no length": ("regions/primary/cidr", "10.0.0.0", "regions.primary.cidr: '10.0.0.0' is a /32"),
    "loopback": ("regions/primary/cidr", "127.0.0.0/16", "is a range that no VPC can have"),
    "IPv6": ("regions/primary/cidr", "2001:db8::/32", "is no IPv4 range"),
    "overlapping ranges": (
        "regions/standby/cidr",
        "10.0.128.0/17",
        "regions.standby.cidr: 10.0.128.0/17 overlaps the primary's 10.0.0.0/16",
    ),
    "one zone": ("regions/primary/zones", ["us-east-1a"], "regions.primary.zones: has 1 / 2 to 4 availability zones"),
    "zones are a list": (
        "regions/primary/zones",
        "us-east-1a",
        "regions.primary.zones: wants a list, and this is 'us-east-1a'",
    ),
    "zone twice": (
        "regions/primary/zones",
        ["us-east-1a", "us-east-1a"],
        "regions.primary.zones[1]: 'us-east-1a' is here twice",
    ),
    "zone of another region": (
        "regions/primary/zones",
        ["us-east-1a", "us-west-2b"],
        "regions.primary.zones[1]: 'us-west-2b' is no zone of us-east-1 / zones by name, not by id: us-east-1a",
    ),
    "zone by id": (
        "regions/primary/zones",
        ["us-east-1a", "use1-az2"],
        "regions.primary.zones[1]: 'use1-az2' does not fit / 2 to 4 availability zones by name",
    ),
    "host outside the zone": (
        "hosts",
        ["shop.example.org"],
        "hosts[0]: 'shop.example.org' is not in the zone example.com",
    ),
    "host that only ends like the zone": ("hosts", ["notexample.com"], "hosts[0]: 'notexample.com' is not in the zone"),
    "capital in a host": (
        "hosts",
        ["Shop.example.com"],
        "hosts[0]: 'Shop.example.com' does not fit / Host names that fail over, in lower case",
    ),
    "underscore in a host": ("hosts", ["shop_1.example.com"], "hosts[0]: 'shop_1.example.com' does not fit"),
    "wildcard in the middle": ("hosts", ["a.*.example.com"], "hosts[0]: 'a.*.example.com' does not fit"),
    "dot at the end": ("hosts", ["shop.example.com."], "hosts[0]: 'shop.example.com.' does not fit"),
    "host twice": ("hosts", ["shop.example.com"] * 2, "hosts[1]: 'shop.example.com' is here twice"),
    "long label": ("hosts", [f"{'x' * 64}.example.com"], "hosts[0]: a label has more than 63 characters"),
    "zone id": ("zone/id", "zone1", "zone.id: 'zone1' does not fit"),
    "zone name": ("zone/name", "*.example.com", "zone.name: '*.example.com' does not fit"),
    "capital in the bucket": ("state/bucket", "Acme", "state.bucket: 'Acme' does not fit"),
    "dot in the bucket": ("state/bucket", "acme.state", "state.bucket: 'acme.state' does not fit"),
    "reserved bucket": ("state/bucket", "xn--acme", "state.bucket: 'xn--acme' is a name that S3 keeps for itself"),
    "bucket too long with its region": ("state/bucket", "a" * 60, "has 70 characters, S3 takes 63 / shorten it by 7"),
    "role name": ("state/plan_roles", ["a b"], "state.plan_roles[0]: 'a b' does not fit"),
    "tag of AWS": ("tags", {"aws:team": "x"}, "tags: the tag 'aws:team' has a reserved prefix"),
    "tag of drgen": ("tags", {"drgen:x": "x"}, "tags: the tag 'drgen:x' has a reserved prefix"),
    "long tag key": ("tags", {"k" * 129: "x"}, "is no tag key for AWS"),
    "long tag value": ("tags", {"k": "v" * 257}, "is no tag value for AWS"),
    "tag characters": ("tags", {"k": "<b>"}, "tags.k: '<b>' is no tag value for AWS"),
    "46 tags": ("tags", {f"k{n}": "v" for n in range(46)}, "tags: 46 tags / AWS takes 50"),
    "number as a tag": ("tags", {"cost": 12}, 'tags.cost: wants a string, and this is a number / quote it: "12"'),
    "role to assume by name": ("assume_role", "deploy", "assume_role: 'deploy' does not fit"),
    "role of another account": (
        "assume_role",
        "arn:aws:iam::999999999999:role/x",
        "assume_role: the role is in account '999999999999', the platform in 111122223333",
    ),
    "role of another partition": (
        "assume_role",
        "arn:aws-cn:iam::111122223333:role/x",
        "assume_role: us-east-1 is in the partition aws",
    ),
    "no components": ("components", ..., "components is missing"),
    "components are a map": ("components", [], "components: wants a map, and this is a list"),
    "objectives of a component": (
        "components",
        {"network": {"objectives": {"rpo": 15}}},
        "network.objectives.rpo: 15 needs a unit",
    ),
    "typo in a component's objectives": (
        "components",
        {"network": {"objectives": {"rt": "1h"}}},
        "network.objectives: there is no 'rt' here / did you mean 'rto'? it takes rto, rpo, corruption",
    ),
    "a component's objectives are a map": (
        "components",
        {"network": {"objectives": []}},
        "network.objectives: wants a map, and this is a list",
    ),
}


@pytest.mark.parametrize(("path", "value", "said"), REFUSED.values(), ids=REFUSED)
def test_a_platform_may_not_say(tmp_path: Path, path: str, value: Any, said: str) -> None:
    assert said in "\n".join(refused(tmp_path, changed(path, value)))


ONE_MISTAKE = {
    "malformed region, and so its zones": ("regions/primary/name", "us-east1"),
    "malformed range, and so an overlap": ("regions/primary/cidr", "10.0.0.1/8"),
    "malformed host, and so outside the zone": ("hosts", ["shop.example.com."]),
    "malformed zone, and so no host inside": ("zone", "example.com"),
}


@pytest.mark.parametrize(("path", "value"), ONE_MISTAKE.values(), ids=ONE_MISTAKE)
def test_one_mistake_is_told_once(tmp_path: Path, path: str, value: Any) -> None:
    assert len(refused(tmp_path, changed(path, value))) == 1


def test_hosts_need_a_zone(tmp_path: Path) -> None:
    assert "hosts: hosts need the zone" in refused(tmp_path, changed("hosts", ["a.example.com"]) | {"zone": None})[0]


def test_every_problem_is_told_at_once_sorted_by_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("spec.yaml").write_text(
        dedent("""\
        version: 1
        name: shop
        name: shop2
        account: 012345678901
        strategy: warm
        active: primary
        objectives: {rto: 60m}
        regions:
          primary: {name: us-east-1, cidr: 10.0.0.0/16, zones: [us-east-1a, us-east-1b]}
          standby: {name: us-west-2, cidr: 10.0.0.0/16, zones: [us-east-1a, us-west-2b]}
        state: {bucket: acme}
        components:
          orders:
            module: aurora
            clas: db.r7g.large
            class: 1.10
        """)
    )
    with pytest.raises(SpecError) as caught:
        spec.load(Path("spec.yaml"), CATALOG)
    assert str(caught.value) == dedent("""\
        spec.yaml:3:1: this key is here twice: line 2 has it already
          3 | name: shop2
            | ^^^^
            keep one of the two
        spec.yaml:4:10: account: a number that starts with a zero is not the same to every reader of YAML
          4 | account: 012345678901
            |          ^^^^^^^^^^^^
            quote it: "012345678901"
        spec.yaml:5:11: strategy: 'warm' is none of the choices
          5 | strategy: warm
            |           ^^^^
            did you mean 'warm_standby'? choose backup_restore, pilot_light, warm_standby, hot_standby
        spec.yaml:7:13: objectives: rpo is missing
          7 | objectives: {rto: 60m}
            |             ^
            What may be lost, as time: 1m.
        spec.yaml:10:36: regions.standby.cidr: 10.0.0.0/16 overlaps the primary's 10.0.0.0/16
          10 |   standby: {name: us-west-2, cidr: 10.0.0.0/16, zones: [us-east-1a, us-west-2b]}
             |                                    ^^^^^^^^^^^
             peering and a failback by VPN need ranges of their own
        spec.yaml:10:57: regions.standby.zones[0]: 'us-east-1a' is no zone of us-west-2
          10 |   standby: {name: us-west-2, cidr: 10.0.0.0/16, zones: [us-east-1a, us-west-2b]}
             |                                                         ^^^^^^^^^^
             zones by name, not by id: us-west-2a
        spec.yaml:15:5: orders: aurora has no setting 'clas'
          15 |     clas: db.r7g.large
             |     ^^^^
             did you mean 'class'? aurora takes class, engine; `drgen explain aurora` says what each is
        spec.yaml:16:12: orders.class: wants a string, and this is a number
          16 |     class: 1.10
             |            ^^^^
             quote it: "1.10\"""")


def test_durations_are_seconds_in_the_model(tmp_path: Path) -> None:
    own = {"network": {"objectives": {"rpo": "15m", "rto": "2h"}}}
    found = loaded(
        tmp_path, CATALOG, objectives={"rto": "60m", "rpo": "10s", "corruption": {"rpo": "35d"}}, components=own
    )
    assert (found.objectives.rto, found.objectives.rpo) == (3600, 10)
    assert found.objectives.corruption
    assert found.objectives.corruption.rpo == 35 * 86400
    assert found.components["network"].objectives == spec.ComponentObjectives(rto="2h", rpo="15m")


def test_a_spec_cannot_be_changed(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="frozen"):
        loaded(tmp_path, CATALOG).name = "other"  # type: ignore[misc]


def test_a_spec_knows_where_its_values_stand(tmp_path: Path) -> None:
    found = loaded(tmp_path, CATALOG, components={"orders": {"module": "aurora", "class": "large"}})
    mark = found.where("components", "orders", "class")
    assert mark
    line = Path(mark.file).read_text().splitlines()[mark.line - 1]
    assert line[mark.column - 1 :] == "large"
    shown = found.problem("components", "orders", "class", message="is small", hint="take a larger one")
    assert str(shown).splitlines()[0] == f"{mark}: orders.class: is small"


def test_a_spec_that_was_not_read_has_no_places() -> None:
    made = spec.Spec.model_validate(BASE)
    assert made.where("name") is None
    assert str(made.problem("name", message="is odd")) == "is odd"


def test_an_overlay_says_only_what_differs(tmp_path: Path) -> None:
    base = written(tmp_path, components={"network": {}, "orders": {"module": "aurora", "class": "large"}})
    (over := base.with_name("staging.yaml")).write_text(
        "extends: spec.yaml\nname: staging\ncomponents: {orders: {class: small}, network: null}\n"
    )
    found = spec.load(over, CATALOG)
    assert (found.name, found.extends, found.strategy) == ("staging", "spec.yaml", "warm_standby")
    assert {name: component.settings for name, component in found.components.items()} == {"orders": {"class": "small"}}


def test_a_mistake_in_a_base_is_shown_in_the_base(tmp_path: Path) -> None:
    base = written(tmp_path, strategy="warm")
    (over := base.with_name("staging.yaml")).write_text("extends: spec.yaml\nname: staging\n")
    with pytest.raises(SpecError, match=r"spec\.yaml:4:11: strategy: 'warm'"):
        spec.load(over, CATALOG)


@pytest.mark.parametrize("regions", [("eu-central-1", "eu-west-1"), ("ap-northeast-1", "us-west-1")])
def test_the_starter_loads_as_it_is(tmp_path: Path, regions: tuple[str, str]) -> None:
    primary, standby = regions
    (path := tmp_path / "spec.yaml").write_text(spec.starter("shop-test", primary=primary, standby=standby))
    found = spec.load(path, {name: module(name) for name in ("iam", "keys", "network")})
    assert (found.name, found.regions.primary.name, found.regions.standby.name) == ("shop-test", *regions)


def test_the_starter_loads_with_the_modules_here(tmp_path: Path) -> None:
    (path := tmp_path / "spec.yaml").write_text(spec.starter("shop"))
    assert spec.load(path, catalog.read(ROOT / "modules"))


def test_the_starter_is_read_by_the_editor() -> None:
    assert spec.starter("shop").startswith("# yaml-language-server: $schema=../../schemas/drgen.schema.json\n")


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=400))
def test_any_bytes_give_a_spec_or_an_error_for_people(tmp_path: Path, content: bytes) -> None:
    _loads_or_explains(tmp_path, content)


_WORDS = st.sampled_from(
    [
        "a",
        "version",
        "name",
        "standby",
        "${x.y}",
        "0",
        "1.30",
        "no",
        "&a",
        "*a",
        "!t",
        "<<",
        "\x00",
        "\u202e",
        "é",
        "{",
        "]",
    ]
)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | _WORDS | st.text(max_size=9) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS | st.text(max_size=9), inner, max_size=3),
    max_leaves=6,
)
_PLACES = st.sampled_from(
    [(key,) for key in (*BASE, "hosts", "zone", "tags", "extends", "assume_role")]
    + [("regions", "primary"), ("regions", "standby", "cidr"), ("regions", "primary", "zones"), ("objectives", "rto")]
    + [("components", "orders"), ("components", "orders", "module"), ("components", "orders", "standby")]
    + [("components", "orders", "class"), ("components", "orders", "objectives"), ("state", "bucket"), ("zone", "name")]
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=_PLACES, value=_VALUES)
def test_any_value_anywhere_gives_a_spec_or_an_error_for_people(
    tmp_path: Path, place: tuple[str, ...], value: Any
) -> None:
    data = changed("/".join(place), value)
    data["components"] = data.get("components") or {"orders": {"module": "aurora", "class": "large"}}
    _loads_or_explains(tmp_path, yaml.safe_dump(data, allow_unicode=True).encode())


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 2000), junk=st.text(max_size=6) | _WORDS, length=st.integers(0, 6))
def test_any_slip_of_the_keyboard_gives_a_spec_or_an_error_for_people(
    tmp_path: Path, cut: int, junk: str, length: int
) -> None:
    text = spec.starter("shop")
    content = (text[:cut] + junk + text[cut + length :]).encode("utf-8", "surrogatepass")
    _loads_or_explains(tmp_path, content)


def _loads_or_explains(folder: Path, content: bytes) -> None:
    (path := folder / "spec.yaml").write_bytes(content)
    try:
        said = repr(spec.load(path, CATALOG))
    except SpecError as error:
        said = str(error)
    assert said
    assert not set(said) & set("\x00\x1b\u202e")
