"""The way home, which is planned: how long each store takes, in seconds. RDS cannot turn round and is seeded anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from drgen.objectives import figures
from drgen.objectives.figures import Figure
from drgen.objectives.moves import Step
from drgen.objectives.parts import Part


def steps(parts: Iterable[Part]) -> Iterator[Step]:
    """What each store needs before, while and after it goes home: users wait for what lies between the seedings."""
    for part in parts:
        if part.module == "rds":
            yield from _rds(part)
        elif part.waiting and part.module == "aurora":
            yield Step(f"{part.name}.switchover", "switch the global database back", figures.RETURN)
        elif part.waiting and part.get("replication") == "global_datastore":
            yield Step(f"{part.name}.return", "fail the datastore back", figures.DATASTORE)


def _rds(part: Part) -> Iterator[Step]:
    gib = float(part.get("storage", "gib") or 100)
    once = figures.reseed(gib)
    yield Step(f"{part.name}.seed", "seed the old primary anew", once)
    yield Step(f"{part.name}.quiet", "its writers wait until it has all", figures.QUIET)
    yield Step(f"{part.name}.return", "promote it", figures.promotion(gib))
    yield Step(f"{part.name}.reseed", "then seed the standby anew", Figure(once.p50, once.p95, once.source))
