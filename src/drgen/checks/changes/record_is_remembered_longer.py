"""A plan lets resolvers remember a failover record for longer.

A time to live is added to every recovery time: clients go on to the lost region until it is over, whatever Route 53
would answer by then. AWS recommends 60 seconds or less for records that fail over.

Keep it at 60 seconds or below, or make it an alias, which lives for 60.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import topology
from drgen.effects import finding, number, rises, shown, turns, updated
from drgen.findings import Finding, Severity
from drgen.inventory.changes import Plan

severity = Severity.HIGH

_ENOUGH = (
    60  # seconds: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-failover.html
)


def check(plans: list[Plan]) -> Iterator[Finding]:
    for change in updated(plans, topology.RECORDS):
        for found in turns(change, "ttl"):
            if topology.is_routed(change) and rises(found) and (number(found.after) or 0) > _ENOUGH:
                record = shown(change.before.get("name"))
                does = f"lets resolvers remember {record} for {found.after} s instead of {found.before} s"
                means = "After traffic has moved, clients go on to the lost region for that long."
                yield finding(change, does, means, "ttl")
