"""A plan removes a table's replica in the other region.

The items there are deleted with it. A new replica copies the whole table before it can be used, and sessions, locks
and carts of that region are gone until then.

Put the `replica` block back; to move a replica, add the new one in one change and remove the old one in a later one.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.effects import blocks, finding, name, shown, text, updated
from drgen.findings import Finding, Severity
from drgen.inventory.changes import Plan

severity = Severity.BLOCKER


def check(plans: list[Plan]) -> Iterator[Finding]:
    for change in updated(plans, "aws_dynamodb_table"):
        before, after = (
            {text(one, "region_name") for one in blocks(values, "replica")} for values in (change.before, change.after)
        )
        for region in sorted(before - after):
            does = f"removes the replica of the table {name(change)} in {shown(region)[1:-1]}"
            means = "A failover to that region finds no table, and its applications fail on the first read."
            yield finding(change, does, means, "replica")
        if change.before.get("stream_enabled") is True and change.after.get("stream_enabled") is False and before:
            means = "Replicas are fed from the stream: without it they stand still."
            yield finding(change, f"turns off the stream of the table {name(change)}", means, "stream_enabled")
