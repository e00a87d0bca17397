"""Traffic, moved by a latch: a metric that an alarm and Route 53 read (modules/global/dns has the truth table).

Into the standby: `out` is set. Home with the standby alive: `out` is cleared. Home with the standby dark: `back` is
set. A latch that is set is repeated by its schedule; one that is to be cleared is silenced first and then told 0 every
minute, since the alarm reads the greatest value of a minute. Done is when the zone's own name servers say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.failover import latch, routing
from drgen.failover.steps import activity, ingress

if TYPE_CHECKING:
    from drgen.failover.parts import Part
    from drgen.failover.run import Run

PHASE = "traffic"


def says(part: Part, run: Run) -> str:
    how = "turn the routing controls" if _arc(part, run) else " and ".join(_plans(run))
    return f"{how}: {', '.join(run.spec.hosts)} to {run.here.region}"


def ready(part: Part, run: Run) -> Iterator[str]:
    if _arc(part, run):
        yield from routing.ready(run)
        return
    for latched in _moves(run):
        yield from latch.ready(latched, run)
    if run.target == "standby" and _back_is_set(run):
        yield "latch `back` is set, so the primary is answered whatever happens here: `drgen failback` clears it"


def move(part: Part, run: Run) -> None:
    if _arc(part, run):
        routing.move(run)
        return
    for latched in _moves(run):
        if latch.settled(latched, run):
            latch.move(latched, run)
            return  # in this order: with `back` cleared before `out` the standby would be answered for a minute


def settled(part: Part, run: Run) -> str | None:
    if _arc(part, run):
        waiting = routing.settled(run)
    else:
        waiting = next(filter(None, (latch.settled(latched, run) for latched in _moves(run))), None)
    return waiting or answered(run)


def answered(run: Run) -> str | None:
    """Which host the zone's name servers do not yet send to the target's load balancer; None when all are."""
    wanted = _addresses(run)
    if not wanted:
        return f"the load balancer in {run.here.region} has no address"
    for host in run.spec.hosts:
        name = host.replace("*", "any", 1)
        found = run.world.names(run.spec.zone.name if run.spec.zone else "", name)
        if not found or not found <= wanted:
            return f"{host} is answered with {', '.join(sorted(found)) or 'nothing'}"
    return None


def _addresses(run: Run) -> frozenset[str]:
    """The addresses of the target's load balancer. Asked twice: it gives some of them at a time."""
    found: frozenset[str] = frozenset()
    for part in run.parts:
        if part.module == "ingress":
            name = ingress.load_balancer(run.here, part.name).get("DNSName", "")
            found |= run.world.names("", name) | run.world.names("", name) if name else frozenset()
    return found


def _moves(run: Run) -> list[latch.Latch]:
    """The latches to move, each in a region that this run reaches."""
    if run.target == "standby":
        return [latch.Latch("out", "standby", 1)]
    if run.is_planned:
        return [latch.Latch("out", "standby", 0), latch.Latch("back", "primary", 0)]
    return [latch.Latch("back", "primary", 1)]


def _plans(run: Run) -> list[str]:
    return [f"{'set' if one.value else 'clear'} latch {one.name}" for one in _moves(run)]


def _back_is_set(run: Run) -> bool:
    """It is the primary's: where that region is not asked, what its last run told the sessions table counts."""
    if run.there is not None:
        return latch.state(run.there, "back") == "ALARM"
    return activity.remembers_back(run.here)


def _arc(part: Part, run: Run) -> bool:
    return bool(part.at(run.target).get("traffic") == "routing_control")
