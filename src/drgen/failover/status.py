"""How the platform is now: who writes, how far the copies are behind, where traffic goes, and what would refuse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from drgen.aws import AwsError
from drgen.errors import DrgenError
from drgen.failover import engine, latch, lease, reconcile, runner, statelocks, writers
from drgen.failover.engine import Wish
from drgen.failover.run import Site
from drgen.failover.steps import dns, eks
from drgen.failover.store import Store
from drgen.terms import SIDES, Side

if TYPE_CHECKING:
    from drgen.failover.run import Run, World
    from drgen.project import Project

State = Literal["ok", "bad", "unknown", "note"]


@dataclass(frozen=True)
class Row:
    """One thing that was looked at."""

    about: str  # regions, writer, ready, latch, traffic, capacity, run, state, handover, drill
    name: str
    state: State
    words: str


def look(project: Project, name: str, world: World) -> list[Row]:
    """Everything, the regions first; changes nothing. What a region does not answer is unknown."""
    run = engine.prepare(project, name, Wish("switchover", "standby"), world)
    answers = reconcile.reachable(run)
    sides = [side for side, why in answers.items() if not why]
    rows = [_region(run, side, why) for side, why in answers.items()]
    rows += _writers(run, sides)
    rows += _ready(project, name, world, run, sides)
    for side in sides:
        rows += _safely(side, _latch(run, side))
        rows += _safely(side, _capacity(run, side))
        rows += _safely(side, _holders(run, side))
    rows += _traffic(run, sides)
    rows += _handovers(project, name)
    rows += _drills(run)
    return rows


def is_well(rows: list[Row]) -> bool:
    """Whether nothing is bad or unknown."""
    return all(row.state in ("ok", "note") for row in rows)


def _region(run: Run, side: Side, why: str) -> Row:
    region = getattr(run.spec.regions, side).name
    serving = " and serves" if run.spec.active == side else ""
    return Row("region", side, "bad" if why else "ok", f"{region}: {why}" if why else f"{region} answers{serving}")


def _writers(run: Run, sides: list[Side]) -> Iterator[Row]:
    """A side that cannot be asked may write for all anybody knows: it is unknown, and never a no."""
    for one in writers.writers(run, sides):
        told = ", ".join(f"{side} {_WRITES[writes]}" for side, writes in one.sides.items())
        if one.is_split:
            yield Row("writer", one.instance, "bad", f"{told}: two writers; `drgen fence` closes one")
        elif one.leads != run.spec.active:
            where = f"the spec says {run.spec.active}; `drgen reconcile` makes it say what is"
            yield Row("writer", one.instance, "bad" if one.leads else "unknown", f"{told}: {where}")
        else:
            state: State = "unknown" if None in one.sides.values() else "ok"
            yield Row("writer", one.instance, state, told)


_WRITES = {True: "writes", False: "follows", None: "unknown: fence it when it is back"}


def _ready(project: Project, name: str, world: World, run: Run, sides: list[Side]) -> Iterator[Row]:
    """Whether a failover could begin now, with every reason why not: lag against the RPO is among them."""
    other = SIDES[1 - SIDES.index(run.spec.active)]
    if other not in sides:
        yield Row("failover", other, "bad", "could not begin: that region does not answer")
        return
    wish = engine.prepare(project, name, Wish("failover", other), world)
    found = runner.reasons(wish)
    for why in found:
        instance, _, words = why.partition(": ")
        yield Row("failover", instance, "bad", words)
    if not found:
        yield Row("failover", other, "ok", "could begin now: every step is ready, and within its RPO")


def _latch(run: Run, side: Side) -> Iterator[Row]:
    name = "out" if side == "standby" else "back"
    if str(run.spec.traffic) == "routing_control" or not any(part.module == "alarms" for part in run.parts):
        return
    now = latch.state(_site(run, side), name)
    wanted = name == "out" and run.spec.active == "standby"
    words = {"ALARM": "set", "OK": "clear", "INSUFFICIENT_DATA": "clear, never told"}.get(str(now), "missing")
    yield Row("latch", name, "ok" if (now == "ALARM") == wanted and now else "bad", words)


def _capacity(run: Run, side: Side) -> Iterator[Row]:
    for part in run.parts:
        for name, group in sorted((part.at(side).get("nodes") or {}).items()) if part.module == "eks" else ():
            found = eks.node_group(_site(run, side), part.name, name)
            size = found.get("scalingConfig", {})
            wanted = group["min"] if side == run.spec.active else 0
            enough = found.get("status") == "ACTIVE" and size.get("desiredSize", -1) >= wanted
            now, most = size.get("desiredSize", 0), size.get("maxSize", 0)
            words = f"{side}: {now} nodes, {group['min']} must serve, at most {most}"
            yield Row("capacity", f"{part.instance}.{name}", "ok" if enough else "bad", words)


def _holders(run: Run, side: Side) -> Iterator[Row]:
    """The run that has the platform, and states that are locked."""
    store = Store.of(run.reach, run.spec, side)
    held = lease.holder(store)
    if held and not held["released"]:
        yield Row("run", side, "bad", f"{held['run']}, started by {held['who']}, is on its way or broke off")
    for root in (side, *(("global",) if side == "standby" else ())):
        if words := statelocks.held(store, root):
            yield Row("state", root, "bad", f"locked: {words}")


def _traffic(run: Run, sides: list[Side]) -> Iterator[Row]:
    if not any(part.module == "dns" for part in run.parts) or run.spec.active not in sides:
        return
    wish = engine.toward(run, run.spec.active)
    try:
        waits = dns.answered(wish)
    except AwsError as error:
        waits = str(error)
    yield Row("traffic", ", ".join(run.spec.hosts), "bad" if waits else "ok", waits or f"goes to {wish.here.region}")


def _handovers(project: Project, name: str) -> Iterator[Row]:
    """Whether every root has been handed what it takes."""
    from drgen import handover

    for stack in project.load(name)[1]:
        path = project.environment(name) / stack.name / handover.FILE
        wanted = {variable.name for variable in stack.variables if variable.giver}
        try:
            known = handover.read(stack, path.read_text(encoding="utf-8"), str(path)) if path.exists() else {}
        except DrgenError as error:
            yield Row("handover", stack.name, "bad", str(error))
            continue
        if missing := sorted(wanted - known.keys()):
            yield Row("handover", stack.name, "bad", f"lacks {', '.join(missing)}: `drgen handover {name}`")


def _drills(run: Run) -> Iterator[Row]:
    from drgen.objectives import evidence

    last = max(evidence.read(run.spec), key=lambda one: one.measured_at, default=None)
    if last is None:
        yield Row("drill", "never", "note", "no evidence of any: `evidence:` names what drills wrote")
    else:
        yield Row("drill", last.drill, "note", f"{last.measured_at:%Y-%m-%d} on {last.where}")


def _safely(side: Side, rows: Iterator[Row]) -> list[Row]:
    found: list[Row] = []
    try:
        found.extend(rows)
    except AwsError as error:
        found.append(Row("region", side, "unknown", str(error)))
    return found


def _site(run: Run, side: Side) -> Site:
    return Site(run, side, getattr(run.spec.regions, side).name)
