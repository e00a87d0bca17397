"""What each module adds to a failover: its steps, one after another. A module that adds none needs no entry."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from drgen.objectives import figures
from drgen.objectives.figures import Figure
from drgen.objectives.parts import Part, setting
from drgen.warming import plan

_LARGE_GIB = {"m": 6.4, "r": 13.1, "c": 3.1}  # memory of cache.<family>.large (ElastiCache, supported node types)
_DEFAULT_GIB = 100.0  # of an Aurora cluster: nothing says how much it holds


@dataclass(frozen=True)
class Step:
    """Something that takes time."""

    id: str  # what `estimates:` and a drill's evidence call it
    what: str
    figure: Figure
    data: bool = False  # a database that must take writes
    gate: bool = False  # what is `fed` waits for it, as for the data
    fed: bool = False  # reads from what has moved; its instance's last steps


def steps(part: Part, strategy: str) -> tuple[Step, ...]:
    """What must happen to one instance before it serves in the standby's region."""
    made = _MOVES.get(part.module)
    return tuple(made(part, strategy)) if made else ()


def _aurora(part: Part, strategy: str) -> Iterator[Step]:
    if part.waiting is None:
        yield Step(f"{part.name}.restore", "restore from a copied snapshot", figures.restore(_DEFAULT_GIB), data=True)
        return
    if not instances(part, strategy):
        yield Step(f"{part.name}.instance", "create the first instance", figures.AURORA_INSTANCE, data=True)
    yield Step(f"{part.name}.promote", "fail over the global database", figures.AURORA_FAILOVER, data=True)


def instances(part: Part, strategy: str) -> int:
    """How many instances an Aurora standby runs while it waits, as modules/regional/aurora makes them."""
    said = setting(part.waiting, "standby_instances") if part.waiting else {}
    if said is not None:
        return len(said)
    implied = {"pilot_light": 0, "warm_standby": 1, "backup_restore": 0}
    return implied.get(strategy, len(part.get("instances") or {}))


def _rds(part: Part, strategy: str) -> Iterator[Step]:
    gib = float(part.get("storage", "gib") or _DEFAULT_GIB)
    if part.waiting is None:
        yield Step(f"{part.name}.restore", "restore from a copied snapshot", figures.restore(gib), data=True)
        return
    yield Step(f"{part.name}.promote", "promote the replica", figures.promotion(gib), data=True)
    small = setting(part.waiting, "standby_class") or ("small" if strategy == "pilot_light" else part.get("class"))
    if small != part.get("class"):
        yield Step(f"{part.name}.grow", "change to the primary's class", figures.RDS_GROWS, data=True)


def _elasticache(part: Part, _: str) -> Iterator[Step]:
    replication = part.get("replication")
    if part.waiting is None:
        yield Step(f"{part.name}.create", "create the cache", figures.CACHE_CREATED)
    elif replication == "global_datastore":
        yield Step(f"{part.name}.promote", "fail over the datastore", figures.DATASTORE)
    planned = plan.of(part.name, {"replication": replication, "warming": part.get("warming")})
    if planned:
        yield Step(f"{part.name}.warm", "load the cache", figures.warmed(planned), fed=True)
    elif replication == "warm":
        yield Step(f"{part.name}.warm", "load the cache", figures.warming(memory(str(part.get("node", "type")))))


def memory(node: str) -> float:
    """GiB of memory of a node type, nearly: a size doubles the one below."""
    match = re.fullmatch(r"cache\.([a-z])\w*\.(?:(\d*)x)?large", node)
    if not match:
        return _LARGE_GIB["m"]
    doubled = 2.0 * int(match[2] or 1) if "xlarge" in node else 1.0
    return _LARGE_GIB.get(match[1], _LARGE_GIB["m"]) * doubled


def _rabbitmq(part: Part, _: str) -> Iterator[Step]:
    if part.waiting is None and part.get("hosted") == "amazon_mq":
        yield Step(f"{part.name}.create", "create the broker", figures.BROKER_CREATED)
    yield Step(f"{part.name}.definitions", "import queues and users", figures.DEFINITIONS)
    yield Step(f"{part.name}.consumers", "consumers start", figures.CONSUMERS)


def _eks(part: Part, strategy: str) -> Iterator[Step]:
    if part.waiting is None:
        yield Step(f"{part.name}.create", "create the cluster and its nodes", figures.CLUSTER_CREATED, gate=True)
    else:
        yield Step(f"{part.name}.nodes", *_nodes(*nodes(part, strategy)), gate=True)
    yield Step(f"{part.name}.pods", "pods start", figures.PODS)


def _nodes(wait: int, serve: int) -> tuple[str, Figure]:
    if wait >= serve:
        return "nodes run already", figures.NODES_RUN
    contended = 2 * wait < serve
    figure = figures.NODES_JOIN.longer(*figures.CAPACITY) if contended else figures.NODES_JOIN
    return f"nodes: {wait} → {serve}", figure


def nodes(part: Part, strategy: str) -> tuple[int, int]:
    """How many nodes wait in the standby and how many must serve, as modules/regional/eks holds them."""
    groups: dict[str, Any] = part.get("nodes") or {}
    said = (setting(part.waiting, "standby_nodes") if part.waiting else None) or {}
    floor = {"hot_standby": 10**6, "warm_standby": 2}.get(strategy, 0)
    wait = serve = 0
    for name, group in groups.items():
        own = (said.get(name) or {}).get("min")
        serve += group["min"]
        wait += min(floor, group["min"]) if own is None else own
    return wait, serve


_MOVES: dict[str, Callable[[Part, str], Iterator[Step]]] = {
    "aurora": _aurora,
    "eks": _eks,
    "elasticache": _elasticache,
    "rabbitmq": _rabbitmq,
    "rds": _rds,
}
