"""A plan removes a destination of image replication.

Images pushed from then on exist in one region. A node that starts in the other, as a failover has it start many,
cannot pull what runs today.

Put the rule back, and push again, or copy, what was built meanwhile: replication does not look back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from drgen.effects import blocks, finding, shown, text, updated
from drgen.findings import Finding, Severity
from drgen.inventory.changes import Plan

severity = Severity.BLOCKER


def check(plans: list[Plan]) -> Iterator[Finding]:
    for change in updated(plans, "aws_ecr_replication_configuration"):
        before, after = _destinations(change.before), _destinations(change.after)
        for region, filters in sorted(before.items()):
            if region not in after:
                does = f"stops the replication of images to {shown(region)[1:-1]}"
                means = "Nodes that a failover starts there cannot pull what is built from then on."
                yield finding(change, does, means, "replication_configuration")
            elif after[region] and filters != after[region] and not filters <= after[region]:
                does = f"narrows the replication of images to {shown(region)[1:-1]}"
                means = "Repositories that no filter names are missing there after a failover."
                yield finding(change, does, means, "replication_configuration", instead=Severity.HIGH)


def _destinations(values: Mapping[str, Any]) -> dict[str, set[str]]:
    """The filters by destination; an empty set is all repositories."""
    found: dict[str, set[str]] = {}
    for configuration in blocks(values, "replication_configuration"):
        for rule in blocks(configuration, "rule"):
            filters = {text(one, "filter") for one in blocks(rule, "repository_filter")}
            for destination in blocks(rule, "destination"):
                found.setdefault(text(destination, "region"), set()).update(filters)
    return found
