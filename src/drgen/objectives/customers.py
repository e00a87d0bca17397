"""What a customer loses of each state, in an unplanned failover and in a planned one: read from the design."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import isinf
from typing import TYPE_CHECKING

from drgen.objectives.words import span
from drgen.warming import plan

if TYPE_CHECKING:
    from drgen.objectives.losses import Point
    from drgen.objectives.parts import Part

NOTHING = "nothing"


@dataclass(frozen=True)
class Loss:
    """One state, where it is kept, and what is gone of it."""

    state: str
    instance: str
    unplanned: str
    planned: str


def losses(parts: Iterable[Part], points: Iterable[Point]) -> list[Loss]:
    """The losses by state, then by instance; of what no customer notices there is none."""
    found = {point.instance: point for point in points}
    known = [(part, found[part.name]) for part in parts if part.name in found and part.module in _KINDS]
    return sorted((loss for one in known for loss in _KINDS[one[0].module](*one)), key=lambda x: (x.state, x.instance))


def _changes(part: Part, point: Point, state: str, gone: str) -> Loss:
    """What is replicated loses the last changes, what is restored all since the last copy."""
    if isinf(point.figure.p95):
        return Loss(state, part.name, f"all of it: {gone}", f"all of it: {gone}")
    last = f"the last {span(point.figure.p95)} (p95): {gone}"
    copied = part.waiting is None  # there is nothing to hand over to but the last copy
    return Loss(state, part.name, last, last if copied else NOTHING)


def _database(part: Part, point: Point) -> Iterator[Loss]:
    yield _changes(part, point, "orders, accounts", "what was bought or changed then; a repeated request makes it anew")


def _sessions(part: Part, point: Point) -> Iterator[Loss]:
    yield _changes(part, point, "sessions", "who signed in then signs in again")


def _buckets(part: Part, point: Point) -> Iterator[Loss]:
    yield _changes(part, point, "uploads", "files that arrived then, though a database may name them")


def _cache(part: Part, point: Point) -> Iterator[Loss]:
    if point.durable:
        yield _changes(part, point, "carts, cached state", "what was put in then; of sessions, who signs in again")
        return
    warming = plan.of(part.name, {name: part.get(name) for name in ("replication", "warming")})
    if warming is None:
        yield Loss("cached state", part.name, "all of it: made anew, slowly", "all of it: made anew, slowly")
        return
    unplanned, planned = (_warmed(warming, planned=value) for value in (False, True))
    yield Loss("cached state", part.name, unplanned, planned)


def _warmed(warming: plan.Warming, *, planned: bool) -> str:
    cold = {one.name for one in warming.cold(planned=planned)}
    warm = [one.name for one in warming.families if one.name not in cold]
    said = [
        f"{', '.join(names)} {how}" for names, how in ((warm, "are loaded anew"), (sorted(cold), "are lost")) if names
    ]
    return f"time: {'; '.join(said)}, {warming.share:.0%} before traffic"


def _queues(part: Part, point: Point) -> Iterator[Loss]:
    queues = part.get("queues") or {}
    durable = sorted(name for name, queue in queues.items() if queue.get("durable"))
    given = sorted(queues.keys() - durable)
    if durable:
        gone = f"what had not crossed of {', '.join(durable)}; what was done there may be done twice"
        linked = part.waiting is not None and not isinf(point.figure.p95)
        yield (
            _changes(part, point, "queues", gone)
            if linked
            else Loss("queues", part.name, *[f"all of {', '.join(durable)}"] * 2)
        )
    if given:
        why = "; ".join(f"{name}: {queues[name].get('because') or 'given away'}" for name in given)
        yield Loss("queues", part.name, f"all that waits ({why})", "what was not consumed before the move")


_KINDS: dict[str, Callable[[Part, Point], Iterator[Loss]]] = {
    "aurora": _database,
    "buckets": _buckets,
    "elasticache": _cache,
    "rabbitmq": _queues,
    "rds": _database,
    "sessions": _sessions,
}
