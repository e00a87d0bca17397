"""What a failover loses of each instance's data: its recovery point, in seconds before the outage."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from drgen import durations
from drgen.objectives import figures
from drgen.objectives.figures import Figure
from drgen.objectives.parts import Part


@dataclass(frozen=True)
class Point:
    """How far back one instance falls."""

    instance: str
    how: str
    figure: Figure
    durable: bool = True  # False: the spec gives it away, or it can be made again

    @property
    def id(self) -> str:
        """What `estimates:` call it."""
        return f"{self.instance}.loss"


def points(parts: Iterable[Part]) -> list[Point]:
    """The recovery point of every instance that holds data."""
    known = list(parts)
    return [made(part, known) for part in known if (made := _LOSSES.get(part.module))]


def copy_every(parts: Iterable[Part]) -> int | None:
    """Seconds between two copies of a backup; None without the component `backup`."""
    said = next((part.get("copy_every") for part in parts if part.module == "backup"), None)
    return durations.seconds(said) if said else None


def _aurora(part: Part, parts: list[Part]) -> Point:
    if part.waiting is None:
        return _copied(part, parts)
    return Point(part.name, "Aurora global database", figures.AURORA_LAG)


def _rds(part: Part, parts: list[Part]) -> Point:
    if part.waiting is None:
        return _copied(part, parts)
    return Point(part.name, "RDS read replica", figures.REPLICA_LAG)


def _copied(part: Part, parts: list[Part]) -> Point:
    every = copy_every(parts)
    if every is None:
        return Point(part.name, "no replica, no copied backup", figures.NOTHING)
    return Point(part.name, "copied backups", figures.copies(every))


def _elasticache(part: Part, _: list[Part]) -> Point:
    durable = part.get("durable") is not False
    if part.get("replication") == "global_datastore" and part.waiting:
        return Point(part.name, "ElastiCache global datastore", figures.DATASTORE_LAG, durable)
    return Point(part.name, "starts empty", figures.NOTHING, durable)


def _rabbitmq(part: Part, _: list[Part]) -> Point:
    queues = part.get("queues") or {}
    exchanges = part.get("exchanges") or {}
    durable = {name: _link(queue, exchanges) for name, queue in queues.items() if queue.get("durable")}
    if not durable:
        return Point(part.name, "no durable queue", figures.NOTHING, durable=False)
    if part.waiting is None:
        return Point(part.name, "no broker in the standby to link to (`standby: present`)", figures.NOTHING)
    if "none" in durable.values():
        return Point(part.name, "a durable queue without a link", figures.NOTHING)
    return Point(part.name, f"queues linked by {' and '.join(sorted(set(durable.values())))}", figures.LINK_LAG)


def _link(queue: dict[str, Any], exchanges: dict[str, Any]) -> str:
    """What copies a queue's messages: a link of its own, else one of an exchange that feeds it."""
    fed = [exchanges.get(name, {}).get("link", "none") for name in sorted(queue.get("bindings") or {})]
    return next((link for link in (queue.get("link"), *fed) if link and link != "none"), "none")


def _buckets(part: Part, _: list[Part]) -> Point:
    names = part.get("names") or {}
    if names and all((said or {}).get("replication_time_control") for said in names.values()):
        return Point(part.name, "S3 replication, in time", figures.OBJECTS_IN_TIME)
    return Point(part.name, "S3 replication", figures.OBJECTS)


def _sessions(part: Part, _: list[Part]) -> Point:
    return Point(part.name, "DynamoDB global table", figures.TABLE_LAG)


def _ecr(part: Part, _: list[Part]) -> Point:
    return Point(part.name, "ECR replication", figures.IMAGES, durable=False)


_LOSSES: dict[str, Callable[[Part, list[Part]], Point]] = {
    "aurora": _aurora,
    "buckets": _buckets,
    "ecr": _ecr,
    "elasticache": _elasticache,
    "rabbitmq": _rabbitmq,
    "rds": _rds,
    "sessions": _sessions,
}
