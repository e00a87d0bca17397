"""A plan removes a secret's replica in the other region.

Applications there read the replica by the same name. Without it a failover starts them without their passwords, and
Secrets Manager of the lost region cannot be asked.

Put the `replica` block back. If somebody promoted the replica during a failover, ignore changes of `replica` and copy
the newer value home first.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.effects import blocks, finding, name, shown, text, updated
from drgen.findings import Finding, Severity
from drgen.inventory.changes import Plan

severity = Severity.BLOCKER


def check(plans: list[Plan]) -> Iterator[Finding]:
    for change in updated(plans, "aws_secretsmanager_secret"):
        before, after = (
            {text(one, "region") for one in blocks(values, "replica")} for values in (change.before, change.after)
        )
        for region in sorted(before - after):
            does = f"removes the replica of the secret {name(change)} in {shown(region)[1:-1]}"
            means = "After a failover, what needs it in that region starts without it, or does not start."
            yield finding(change, does, means, "replica")
