"""One review changes the data stores of both regions.

A standby is worth what it does not share with the primary. A mistake that is applied to both at once leaves no
region to fail over to; a restart that is applied to both is an outage.

Apply the standby first, look, and then the primary: in two roots, or in two changes.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import topology
from drgen.effects import finding, name, side
from drgen.findings import Finding, Severity
from drgen.inventory.changes import Action, Change, Plan

severity = Severity.MEDIUM

_ACTS = (Action.UPDATE, Action.REPLACE, Action.DELETE)
_HARMLESS = ("tags", "tags_all")
_PARTS = {"aws_rds_cluster_instance": "instance"} | topology.STORES


def check(plans: list[Plan]) -> Iterator[Finding]:
    touched: dict[str, list[Change]] = {}
    for change in (change for plan in plans for change in plan.changes if change.type in _PARTS):
        place = change.region or side(change)
        if place and change.action in _ACTS and not change.deposed and _matters(change):
            touched.setdefault(change.type, []).append(change)
    for type_, changes in sorted(touched.items()):
        places = sorted({change.region or side(change) for change in changes})
        if len(places) > 1:
            names = ", ".join(sorted({name(change) for change in changes})[:5])
            does = f"changes {_PARTS[type_]}s in {' and '.join(places)} together: {names}"
            yield finding(
                changes[-1], does, "A mistake, or a restart, meets both regions at once: none is left to go to."
            )


def _matters(change: Change) -> bool:
    return change.action.removes or any(path.split(".")[0] not in _HARMLESS for path in change.changed())
