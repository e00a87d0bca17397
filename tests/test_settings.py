"""Components: held against the modules that they name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from drgen import platform
from drgen.source import SpecError
from drgen.terms import Input
from tests.specs import loaded, module

NODES = "map(object({ class = optional(string), min = number }))"
CATALOG = {
    one.name: one
    for one in (
        module("iam", "name", "path?", scope="foundation", singleton=True),
        module("network", "name", "cidr", "nat?", outputs=("vpc_id",)),
        module("state", "bucket", scope="bootstrap"),
        module(
            "aurora",
            *("name", "vpc_id", "class", f"nodes?:{NODES}", "durable?:bool", "replication?", "note"),
            *("foundation_key_arn", "all_endpoint?:map(string)", "observed_nodes?:map(string)", "queues?:any"),
            *("instances?:map(string)", "standby_instances?:map(number)"),
            Input("admin", required=False, ephemeral=True),
            Input("login", required=False, sensitive=True),
            absent_in_standby={"backup_restore": {}, "warm_standby": {"replication": "none"}},
        ),
    )
}
TAKES = "aurora takes class, durable, instances, nodes, note, queues, replication"


def refused(folder: Path, components: dict[str, Any], **changed: Any) -> list[str]:
    with pytest.raises(SpecError) as caught:
        loaded(folder, CATALOG, components=components, **changed)
    return [f"{problem.message} / {problem.hint}" for problem in caught.value.problems]


def orders(**said: Any) -> dict[str, Any]:
    return {"orders": {"module": "aurora"} | said}


def test_a_component_is_split_into_what_it_says(tmp_path: Path) -> None:
    said = orders(
        nodes={"a": {"min": 3}},
        because="of the first",
        objectives={"rpo": "15m"},
        standby={"nodes": {"a": {"min": 2}}, "because": "of the second"},
    )
    found = loaded(tmp_path, CATALOG, components=said).components["orders"]
    assert found.module == "aurora"
    assert found.settings == {"nodes": {"a": {"min": 3}}}
    assert found.standby == {"nodes": {"a": {"min": 2}}}
    assert found.because == "of the first; of the second"
    assert found.objectives
    assert found.objectives.rpo == 900


def test_a_component_is_named_after_its_module_unless_it_says_otherwise(tmp_path: Path) -> None:
    components = loaded(tmp_path, CATALOG, components={"network": {}} | orders()).components
    assert {name: component.module for name, component in components.items()} == {
        "network": "network",
        "orders": "aurora",
    }


@pytest.mark.parametrize("word", ["present", "absent"])
def test_a_standby_may_be_a_word(tmp_path: Path, word: str) -> None:
    found = loaded(tmp_path, CATALOG, components=orders(standby=word, because="the drill said so")).components["orders"]
    assert (found.presence, found.standby) == (word, {})


TAKEN = {
    "a setting of the platform, explicitly": {"name": "other"},
    "a setting that another module gives, explicitly": {
        "vpc_id": "vpc-1",
        "foundation_key_arn": "${foundation.keys.arn}",
    },
    "null where the module has a default": {"nodes": None},
    "an empty map in the standby needs no reason": {"standby": {"nodes": {}}},
    "nothing in the standby": {"standby": {}},
    "a part of a map in the standby": {
        "nodes": {"a": {"min": 3}},
        "standby": {"nodes": {"a": {"class": "x"}}, "because": "y"},
    },
    "the reason beside the block": {"standby": {"class": "small"}, "because": "y"},
    "what the module takes beside has a type of its own": {"standby": {"instances": {"writer": 1}, "because": "y"}},
    "null in the standby: what the module has by default": {
        "nodes": {"a": {"min": 1}},
        "standby": {"nodes": None, "because": "y"},
    },
    "present needs no reason": {"standby": "present"},
    "absent needs none where the strategy says so": {"replication": "none", "standby": "absent"},
    "not durable, with a reason": {"durable": False, "because": "rebuilt nightly"},
    "not durable inside, with a reason inside": {"queues": {"mail": {"durable": False, "because": "resent"}}},
}


@pytest.mark.parametrize("said", TAKEN.values(), ids=TAKEN)
def test_a_component_may_say(tmp_path: Path, said: dict[str, Any]) -> None:
    assert loaded(tmp_path, CATALOG, components=orders(**said))


REFUSED = {
    "a typo": ({"clas": "x"}, f"orders: aurora has no setting 'clas' / did you mean 'class'? {TAKES}"),
    "a number for a string": ({"class": 1.3}, 'orders.class: wants a string, and this is a number / quote it: "1.3"'),
    "a typo inside": (
        {"nodes": {"a": {"min": 1, "clas": ""}}},
        "orders.nodes.a: there is no 'clas' here / did you mean 'class'?",
    ),
    "no value where one is needed": ({"class": None}, "orders.class: has no value; it wants a string"),
    "the standby's own input": (
        {"standby_instances": {}},
        "orders: standby_instances is what the standby block says / write standby: {instances: …}",
    ),
    "an observed input": (
        {"observed_nodes": {}},
        "orders: observed_nodes is observed, not wanted / `drgen reconcile` writes it",
    ),
    "an ephemeral input": (
        {"admin": "x"},
        "orders: admin is a secret: it has no place in a spec / Terraform takes it from TF_VAR_orders_admin",
    ),
    "a sensitive input": ({"login": "x"}, "orders: login is a secret: it has no place in a spec"),
    "a typo in the standby": (
        {"standby": {"clas": "x", "because": "y"}},
        f"orders.standby: aurora has no setting 'clas' / did you mean 'class'? {TAKES}",
    ),
    "a wrong type in the standby": ({"standby": {"class": 1, "because": "y"}}, "orders.standby.class: wants a string"),
    "a wrong type beside": (
        {"standby": {"instances": {"a": "b"}, "because": "y"}},
        "orders.standby.instances.a: wants a number",
    ),
    "another module in the standby": (
        {"standby": {"module": "rds", "because": "y"}},
        "orders.standby: module cannot differ between the regions",
    ),
    "a secret in the standby": ({"standby": {"admin": "x", "because": "y"}}, "orders.standby: admin is a secret"),
    "an incomplete map in the standby": (
        {"standby": {"nodes": {"a": {}}, "because": "y"}},
        "orders.standby.nodes.a: min is missing",
    ),
    "a difference without a reason": (
        {"standby": {"class": "small"}},
        "orders: the regions differ, and nothing says why / add because: and the reason",
    ),
    "a difference inside without a reason": (
        {"standby": {"nodes": {"a": {"min": 0}}}},
        "orders: the regions differ, and nothing says why",
    ),
    "an empty reason": (
        {"standby": {"class": "small", "because": " "}},
        "orders.standby.because: wants a reason in words",
    ),
    "a reason that is no text": ({"because": 3}, "orders.because: wants a reason in words"),
    "a standby of another word": (
        {"standby": "abset"},
        "orders.standby: 'abset' is no difference / did you mean 'absent'?",
    ),
    "a standby that is a list": ({"standby": []}, "orders.standby: a list is no difference"),
    "a standby without value": ({"standby": None}, "orders.standby: null is no difference"),
    "absent against the strategy": (
        {"standby": "absent"},
        "orders.standby: the strategy would have one there, and nothing says why not",
    ),
    "not durable without a reason": (
        {"durable": False},
        "orders.durable: a failover loses what is not durable, and nothing says why",
    ),
    "not durable inside": (
        {"queues": {"mail": {"durable": False}}},
        "orders.queues.mail.durable: a failover loses what is not durable",
    ),
    "not durable in the standby": ({"standby": {"durable": False}}, "orders.standby.durable: a failover loses"),
    "no module of that name": (
        {"module": "auora"},
        "orders.module: there is no module 'auora' / did you mean 'aurora'? there are aurora, iam, network",
    ),
    "a module that is no name": ({"module": ["aurora"]}, "orders.module: there is no module a list"),
    "a module of bootstrap": ({"module": "state"}, "orders.module: there is no module 'state'"),
}


@pytest.mark.parametrize(("said", "message"), REFUSED.values(), ids=REFUSED)
def test_a_component_may_not_say(tmp_path: Path, said: dict[str, Any], message: str) -> None:
    assert message in "\n".join(refused(tmp_path, orders(**said)))


COMPONENTS = {
    "an unknown name": (
        {"iamm": {}},
        "components: there is no module 'iamm' / did you mean 'iam'? else add module: and one of aurora, iam, network",
    ),
    "a dash in the name": (
        {"my-db": {"module": "aurora"}},
        "components: 'my-db' is no name / lowercase letters, digits and underscores",
    ),
    "a long name": ({"a" * 32: {"module": "aurora"}}, "is no name"),
    "no value": ({"iam": None}, "iam: has no value / write iam: {}"),
    "a value that is no map": ({"iam": "yes"}, "iam: wants a map, and this is 'yes' / write iam: {}"),
    "another module's name": (
        {"iam": {"module": "network"}},
        "components: iam is the name of a module / give the instance another name",
    ),
    "a second singleton": ({"iam": {}, "iam_2": {"module": "iam"}}, "components: there is one iam already: iam"),
    "a standby of what exists once": (
        {"iam": {"standby": {"path": "/x"}, "because": "y"}},
        "iam: there is no standby of it / iam exists once, for both regions",
    ),
}


@pytest.mark.parametrize(("components", "message"), COMPONENTS.values(), ids=COMPONENTS)
def test_components_may_not_be(tmp_path: Path, components: dict[str, Any], message: str) -> None:
    [found] = refused(tmp_path, components)
    assert message in found


def test_a_mistake_in_a_setting_is_not_told_again_for_the_standby(tmp_path: Path) -> None:
    said = orders(nodes={"a": {"min": "3"}}, standby={"nodes": {"b": {"min": 1}}, "because": "y"})
    assert [message.partition(":")[0] for message in refused(tmp_path, said)] == ["orders.nodes.a.min"]


def test_a_mistake_is_shown_in_the_standby_block_where_it_was_made(tmp_path: Path) -> None:
    said = orders(nodes={"a": {"min": 3}}, standby={"nodes": {"a": {"min": "2"}}, "because": "y"})
    with pytest.raises(SpecError) as caught:
        loaded(tmp_path, CATALOG, components=said)
    [problem] = caught.value.problems
    assert problem.line.strip() == "min: '2'"


def test_a_platform_that_is_wrong_too_hides_no_mistake_of_a_component(tmp_path: Path) -> None:
    assert len(refused(tmp_path, orders(clas="x"), strategy="warm", active="both")) == 3


@pytest.mark.parametrize("root", ["primary", "global"])
def test_what_the_platform_gives_is_not_proposed_as_a_setting(tmp_path: Path, root: str) -> None:
    zone = {"id": "Z0123456789ABC", "name": "example.com"}
    spec = loaded(tmp_path, CATALOG, zone=zone)
    given = platform.values(spec, root) | platform.own(spec, "orders")
    catalog = {"one": module("one", *given, "own")}
    with pytest.raises(SpecError, match=r"one takes own; `drgen explain one` says what each is$"):
        loaded(tmp_path, catalog, components={"one": {"xyz": 1}})


def test_a_module_that_names_what_another_makes_needs_it_there(tmp_path: Path) -> None:
    catalog = CATALOG | {"eks": module("eks", "name", requires=["iam"])}
    assert loaded(tmp_path, catalog, components={"eks": {}, "roles": {"module": "iam"}}).components.keys() == {
        "eks",
        "roles",
    }
    with pytest.raises(SpecError) as caught:
        loaded(tmp_path, catalog, components={"eks": {}})
    [problem] = caught.value.problems
    assert problem.message == "eks: eks needs what iam makes, and there is none"
    assert problem.hint == "add `iam: {}` under components"
