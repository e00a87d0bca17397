"""Random specs that drgen accepts: hypothesis strategies over the shipped modules and their settings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

Spec = dict[str, Any]

REGIONS = ("us-east-1", "us-east-2", "us-west-2", "eu-west-1", "eu-central-1", "ap-southeast-2", "sa-east-1")
WORDS = ("orders", "stock", "carts", "pages", "mail", "events", "batch", "users", "prices", "quotes")
DATABASE = ("large", "xlarge", "2xlarge")
DAYS = (365, 400, 731, 3653)
BECAUSE = "measured in the last drill"


def specs() -> st.SearchStrategy[Spec]:
    """Whole specs, as plain data: each is accepted by `spec.load` and laid out without an error."""
    return _specs()


def text(spec: Spec) -> str:
    """The spec's file: without the anchors that PyYAML writes for values drawn once and used twice."""
    return yaml.safe_dump(json.loads(json.dumps(spec)), sort_keys=False)


def some(count: int, number: int) -> list[Spec]:
    """So many different specs, the same ones for the same number.

    They are made in a process of its own: hypothesis also draws the constants of whatever modules are imported.
    """
    words = [sys.executable, "-m", "tests.generated_specs", str(count), str(number)]
    env = os.environ | {"PYTHONHASHSEED": "0"}
    made = subprocess.run(words, cwd=Path(__file__).parents[1], env=env, capture_output=True, text=True, check=True)
    specs: list[Spec] = json.loads(made.stdout)
    return specs


def _drawn(count: int, number: int) -> list[Spec]:
    found: dict[str, Spec] = {}

    @seed(number)
    @settings(
        max_examples=count + count // 4 + 10,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(specs())
    def collect(spec: Spec) -> None:
        found.setdefault(repr(spec), spec)

    collect()
    return list(found.values())[-count:]  # hypothesis begins with the smallest


@st.composite
def _specs(draw: st.DrawFn) -> Spec:
    strategy = draw(st.sampled_from(["backup_restore", "pilot_light", "warm_standby", "hot_standby"]))
    pair = draw(st.permutations(REGIONS))[:2]
    block = 2 * draw(st.integers(0, 100))
    name = draw(st.from_regex(r"[a-z](-?[a-z0-9]){2,8}", fullmatch=True))
    spec: Spec = {
        "version": 1,
        "name": name,
        "account": draw(st.from_regex(r"[1-9][0-9]{11}", fullmatch=True)),
        "strategy": strategy,
        "active": draw(st.sampled_from(["primary", "standby"])),
        "traffic": draw(st.sampled_from(["orchestrated", "automatic", "routing_control"])),
        "objectives": {"rto": draw(st.sampled_from(["90m", "4h", "24h"])), "rpo": draw(st.sampled_from(["5m", "48h"]))},
        "regions": {
            side: draw(_region(region, block + at))
            for at, (side, region) in enumerate(zip(("primary", "standby"), pair, strict=True))
        },
        "state": {"bucket": f"acme-{name}-state"},
        "tags": draw(st.dictionaries(st.sampled_from(["team", "cost-center", "stage"]), st.text("abc -_", max_size=9))),
    }
    web = draw(st.booleans())
    if web:
        spec |= {"zone": {"id": "Z0123456789ABC", "name": "example.com"}}
        spec["hosts"] = draw(st.lists(st.sampled_from(["a.example.com", "example.com"]), min_size=1, unique=True))
    return spec | {"components": draw(_components(strategy, web))}


@st.composite
def _region(draw: st.DrawFn, name: str, block: int) -> Spec:
    size = draw(st.integers(16, 20))
    zones = sorted(draw(st.permutations("abc"))[: draw(st.integers(2, 3))])
    return {"name": name, "cidr": f"10.{block}.0.0/{size}", "zones": [f"{name}{zone}" for zone in zones]}


@st.composite
def _components(draw: st.DrawFn, strategy: str, web: bool) -> Spec:
    """What every platform has, what some have, and none to three of each kind of store."""
    names = iter(draw(st.permutations(WORDS)))
    waits = strategy in ("warm_standby", "hot_standby")
    kinds = {"aurora": _aurora(), "rds": _rds(waits), "elasticache": _cache(strategy), "rabbitmq": _broker()}
    stores = {
        next(names): {"module": kind} | draw(one)
        for kind, one in kinds.items()
        for _ in range(draw(st.sampled_from([0, 1, 1, 2])))
    }
    kubernetes = any(one.get("hosted") == "kubernetes" for one in stores.values())
    clusters = {next(names): {"module": "eks"} | draw(_eks(waits)) for _ in range(draw(st.integers(kubernetes, 2)))}
    secrets = {name: draw(_secret()) for name, one in stores.items() if one["module"] != "elasticache"}
    found: Spec = {
        "iam": {},
        "keys": draw(_chosen({"deletion_window_days": st.integers(14, 30)})),
        "secrets": {"names": secrets | {"payment-api": {}}},
        "backup": {"copy_every": draw(st.sampled_from(["1h", "12h", "24h"])), "keep": "35d"},
        "network": draw(
            _chosen({"nat": st.sampled_from(["per_zone", "single"]), "flow_log_days": st.sampled_from(DAYS)})
        ),
    }
    front = {"alarms": {}, "certificates": {}, "ingress": draw(_ingress()), "dns": draw(_dns())}
    return found | (front if web else {}) | draw(_chosen(_EXTRAS)) | clusters | stores


def _chosen(choices: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Spec]:
    """Any of these, each drawn from its own values."""
    return st.fixed_dictionaries({}, optional=choices)


_EXTRAS: dict[str, st.SearchStrategy[Any]] = {
    "ecr": st.fixed_dictionaries(
        {"repositories": st.lists(st.sampled_from(["web", "worker", "team/tool"]), min_size=1, unique=True)},
        optional={"keep_untagged_days": st.integers(1, 90)},
    ),
    "sessions": st.just({}),
    "buckets": st.fixed_dictionaries(
        {
            "names": st.dictionaries(
                st.sampled_from(["media", "invoices"]),
                _chosen({"keep_noncurrent_days": st.integers(1, 400), "replication_time_control": st.booleans()}),
                min_size=1,
            )
        }
    ),
    "alarms": _chosen(
        {
            "patience": _chosen({"health_minutes": st.integers(1, 60), "lag_minutes": st.integers(1, 60)}),
            "notify": st.just({"us": "https://pager.example.com/in"}),
        }
    ),
    "activity": st.just({}),
    "peering": st.just({}),
}


def _secret() -> st.SearchStrategy[Spec]:
    return st.fixed_dictionaries({"generate": st.just(True)}, optional={"description": st.text("abc ", max_size=9)})


def _network() -> st.SearchStrategy[Spec]:
    return _chosen({"nat": st.sampled_from(["per_zone", "single"]), "flow_log_days": st.sampled_from(DAYS)})


def _ingress() -> st.SearchStrategy[Spec]:
    return _chosen({"redirect_http": st.booleans(), "log_retention_days": st.sampled_from(DAYS)})


def _dns() -> st.SearchStrategy[Spec]:
    check = {
        "path": st.sampled_from(["/healthz", "/deep"]),
        "interval": st.sampled_from(["10s", "30s"]),
        "failures": st.integers(1, 4),
    }
    return _chosen({"health_check": _chosen(check)})


def _aurora() -> st.SearchStrategy[Spec]:
    one = st.fixed_dictionaries({"class": st.builds("db.r7g.{}".format, st.sampled_from(DATABASE))})
    return st.fixed_dictionaries(
        {
            "engine": st.just({"version": "16.8"}),
            "instances": st.dictionaries(st.sampled_from(["writer", "reader", "more"]), one, min_size=1),
        },
        optional={"backup_retention_days": st.integers(7, 35), "database_name": st.sampled_from(["shop", "main_1"])},
    )


@st.composite
def _rds(draw: st.DrawFn, waits: bool) -> Spec:
    optional = {
        "storage": st.fixed_dictionaries({"gib": st.integers(20, 500), "max_gib": st.integers(1000, 4000)}),
        "backup_retention_days": st.integers(7, 35),
    }
    found: Spec = {"engine": {"version": "16.8"}, "class": f"db.m7g.{draw(st.sampled_from(DATABASE))}"}
    if waits and draw(st.booleans()):
        found["standby"] = {"class": "db.m7g.4xlarge", "because": BECAUSE}
    return found | draw(_chosen(optional))


@st.composite
def _cache(draw: st.DrawFn, strategy: str) -> Spec:
    kinds = ["none", "warm"] if strategy == "backup_restore" else ["none", "warm", "global_datastore"]
    replication = draw(st.sampled_from(kinds))
    durable = replication == "global_datastore" and draw(st.booleans())
    node = {"type": draw(st.sampled_from(["cache.r7g.large", "cache.m7g.xlarge"])), "replicas": draw(st.integers(1, 3))}
    found = {"replication": replication, "durable": durable, "node": node}
    engine = st.sampled_from([{"name": "redis", "version": "7.1"}, {"name": "valkey", "version": "8.0"}])
    optional = {"engine": engine, "snapshot_retention_days": st.integers(1, 35)}
    return found | ({} if durable else {"because": "can be made again"}) | draw(_chosen(optional))


@st.composite
def _broker(draw: st.DrawFn) -> Spec:
    hosted = draw(st.sampled_from(["amazon_mq", "kubernetes"]))
    links = ["shovel", "federation"] if hosted == "kubernetes" else ["shovel"]
    names = draw(st.lists(st.sampled_from(["in", "out", "dead"]), min_size=1, unique=True))
    durable = st.builds(lambda link: {"durable": True, "link": link}, st.sampled_from(links))
    lost = st.just({"durable": False, "link": "none", "because": "sent again nightly"})
    queues = {name: draw(st.one_of(durable, lost)) for name in names}
    kind = draw(st.sampled_from(["mq.m7g.large", "mq.m5.large"]))
    amazon = {"engine": {"version": "3.13"}, "host_instance_type": kind}
    return {"hosted": hosted, "queues": queues} | (amazon if hosted == "amazon_mq" else {})


@st.composite
def _eks(draw: st.DrawFn, waits: bool) -> Spec:
    groups = {
        name: {
            "instance_types": draw(st.sampled_from([["m7g.large"], ["m7g.xlarge", "m6g.xlarge"], ["m7i.large"]])),
            "min": draw(st.integers(2, 6)),
            "max": draw(st.integers(8, 30)),
        }
        for name in draw(st.lists(st.sampled_from(["general", "jobs"]), min_size=1, unique=True))
    }
    found: Spec = {"kubernetes": {"version": draw(st.sampled_from(["1.32", "1.33"]))}, "nodes": groups}
    if waits and draw(st.booleans()):
        found["standby"] = {"nodes": {next(iter(groups)): {"min": 2}}, "because": BECAUSE}
    return found


if __name__ == "__main__":
    print(json.dumps(_drawn(int(sys.argv[1]), int(sys.argv[2]))))
