"""What `drgen status` says of a platform, a row a thing, from what was seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from drgen.failover import writers
from drgen.terms import SIDES, Side

if TYPE_CHECKING:
    from drgen.failover.live import BySide
    from drgen.failover.live.clusters import Cluster
    from drgen.failover.live.lags import Behind
    from drgen.failover.live.latches import Latch
    from drgen.failover.run import Run

State = Literal["ok", "bad", "unknown", "note"]


@dataclass(frozen=True)
class Row:
    """One thing that was looked at."""

    about: str  # region, writer, lag, failover, latch, traffic, capacity, run, state, handover, drill, checks
    name: str
    state: State
    words: str


def regions(run: Run, silent: Mapping[Side, str]) -> Iterator[Row]:
    """Each region: whether it answers, and which one serves by the spec; `silent` says why one does not."""
    for side in SIDES:
        region = getattr(run.spec.regions, side).name
        serving = " and serves" if run.spec.active == side else ""
        words = f"{region}: {silent[side]}" if side in silent else f"{region} answers{serving}"
        yield Row("region", side, "bad" if side in silent else "ok", words)


def stores(run: Run, writes: BySide[bool]) -> Iterator[Row]:
    """Who takes the writes. A side that cannot say may take them for all anybody knows: unknown, and never a no."""
    for part in (part for part in run.parts if writers.has_writer(part)):
        said = {side: writes.get(side, {}).get(part.instance) for side in SIDES}
        leaders = [side for side, leads in said.items() if leads]
        told = ", ".join(f"{side} {_writes(side, one, writes, leaders)}" for side, one in said.items())
        if len(leaders) == len(SIDES):
            yield Row("writer", part.instance, "bad", f"{told}: two writers; `drgen fence` closes one")
        elif None in said.values():
            where = _where(run) if leaders and leaders[0] != run.spec.active else ""
            yield Row("writer", part.instance, "unknown", told + where)
        else:
            is_right = leaders == [run.spec.active]
            yield Row("writer", part.instance, "ok" if is_right else "bad", told + ("" if is_right else _where(run)))


def _writes(side: Side, said: bool | None, seen: BySide[bool], leaders: list[Side]) -> str:
    if said is None:
        # Only what another side has taken over from is to be fenced: closing the leader leaves nobody to write.
        advice = ": fence it when it is back" if leaders else ""
        return "says nothing of it" if side in seen else f"unknown{advice}"
    return "writes" if said else "follows"


def _where(run: Run) -> str:
    return f": the spec says {run.spec.active}; `drgen reconcile` makes it say what is"


def lags(seen: BySide[Behind]) -> Iterator[Row]:
    """How far each copy is behind, against its objective."""
    for side, copies in seen.items():
        for instance, copy in sorted(copies.items()):
            state: State = "unknown" if copy.lag.seconds == float("inf") else "ok"
            if state == "ok" and copy.lag.loss > copy.objective:
                state = "bad"
            words = f"{side} is {copy.lag} behind, its RPO is {copy.objective:g} s"
            yield Row("lag", instance, state, words)


def latches(run: Run, seen: BySide[Latch]) -> Iterator[Row]:
    """What each latch says, in the region that it lives in."""
    for side, said in seen.items():
        for name, latch in sorted(said.items()):
            wanted = name == "out" and run.spec.active == "standby"
            words = {"ALARM": "set", "OK": "clear", "INSUFFICIENT_DATA": "clear, never told"}.get(
                latch.state, "missing"
            )
            is_right = bool(latch.state) and (latch.state == "ALARM") == wanted
            means = " (the primary is out)" if name == "out" else " (the primary is in again)"
            told = f"{words} in {side}" + (means if latch.state == "ALARM" else "")
            yield Row("latch", name, "ok" if is_right else "bad", told)


def capacity(run: Run, seen: BySide[Cluster]) -> Iterator[Row]:
    """The nodes of each cluster, against what must serve."""
    for part in (part for part in run.parts if part.module == "eks"):
        for side in seen:
            cluster = seen[side].get(part.instance)
            for name, wanted in sorted((part.at(side).get("nodes") or {}).items()):
                group = cluster.groups.get(name) if cluster else None
                words = f"{side}: " + (_size(group, wanted) if group else "missing")
                least = wanted["min"] if side == run.spec.active else 0
                enough = group is not None and group.status == "ACTIVE" and group.desired >= least
                yield Row("capacity", f"{part.instance}.{name}", "ok" if enough else "bad", words)


def _size(group: Any, wanted: Mapping[str, Any]) -> str:
    return f"{group.desired} nodes, {wanted['min']} must serve, at most {group.most}"


def drills(run: Run) -> Iterator[Row]:
    """The last drill that left evidence."""
    from drgen.objectives import evidence

    last = max(evidence.read(run.spec), key=lambda one: one.measured_at, default=None)
    if last is None:
        yield Row("drill", "never", "note", "no evidence of any: `evidence:` names what drills wrote")
    else:
        steps = f", {len(last.steps)} steps measured" if last.steps else ""
        yield Row("drill", last.drill, "note", f"{last.measured_at:%Y-%m-%d} on {last.where}{steps}")
