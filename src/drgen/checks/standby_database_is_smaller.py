"""The standby's database instances are smaller than the primary's largest.

After a failover the smaller instance takes all the load. An Aurora instance keeps its class: no step of a
failover grows it. In a warm standby the first instance by name runs, which need not be the largest. An RDS
replica grows when the standby serves, at the price of a restart in the middle of the failover.

Give one of the standby's instances the class of the primary's writer.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides, sizes
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.BLOCKER


GROWS = Severity.MEDIUM  # an RDS instance follows `active`: smaller means slower, not smaller for good


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair, standby in sides.both(spec, stacks, "aurora"):
        writer = sizes.largest([instance["class"] for instance in pair.primary["instances"].values()])
        there = sizes.largest([instance["class"] for instance in _running(spec, standby).values()])
        if writer and there and not there.is_enough_for(writer):
            message = f"{pair.name}: the standby's largest instance is {there}, the primary's {writer}"
            yield Finding(pair.path("instances"), message)
    for pair, standby in sides.both(spec, stacks, "rds"):
        here, there = sizes.size(pair.primary["class"]), sizes.size(standby.get("standby_class") or standby["class"])
        if here and there and not there.is_enough_for(here) and str(spec.strategy) != "pilot_light":
            message = f"{pair.name}: the standby waits as {there}, the primary is {here}: it restarts to grow"
            yield Finding(pair.path("class"), message, instead=None if str(spec.strategy) == "hot_standby" else GROWS)


def _running(spec: Spec, standby: sides.Settings) -> sides.Settings:
    """The instances that the standby runs while it waits, as modules/regional/aurora decides it."""
    if standby["standby_instances"] is not None:
        return dict(standby["standby_instances"])
    names = sorted(standby["instances"])
    implied = {"hot_standby": names, "warm_standby": names[:1]}.get(str(spec.strategy), [])
    return {name: standby["instances"][name] for name in implied}
