"""Who replicates from whom was changed outside Terraform since the last apply.

That is what a failover looks like to Terraform. A plan made before the code knows about it may undo it: detach the
store that serves, or make a replica of it.

Say who is active in the code first, with the attributes of the topology under `ignore_changes`, and plan again.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import topology
from drgen.effects import finding, name, shown, turns, where
from drgen.findings import Finding, Severity
from drgen.inventory.changes import Plan

severity = Severity.MEDIUM


def check(plans: list[Plan]) -> Iterator[Finding]:
    for change in (change for plan in plans for change in plan.drift if change.type in topology.TOPOLOGY):
        for found in turns(change, *topology.TOPOLOGY[change.type]):
            if change.after and not found.uncertain:
                does = f"finds {name(change)} changed by others{where(change)}"
                now, then = shown(found.after), shown(found.before)
                means = f"{found.attribute} is {now} now, and was {then}: has there been a failover?"
                yield finding(change, does, means, found.attribute)
