"""A plan takes replication away from a bucket, in whole or in part.

Objects written after the apply stay in their region, and nothing says so: the replica keeps what it has. Objects that
were not replicated are not caught up with later either, unless a batch job is started.

Put the rule back, enabled, and versioning with it: replication stops without versioning. Start a batch replication
for what was written meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from drgen.effects import at, blocks, finding, kept, name, text, updated
from drgen.findings import Finding, Severity
from drgen.inventory.changes import Change, Plan

severity = Severity.BLOCKER

_STAY = "Objects written from then on exist in one region only, and the replica looks healthy all the while."


def check(plans: list[Plan]) -> Iterator[Finding]:
    for change in updated(plans, "aws_s3_bucket_replication_configuration"):
        yield from _rules(change)
    for change in kept(plans, "aws_s3_bucket_versioning"):
        before, after = (text(values, "versioning_configuration.0.status") for values in (change.before, change.after))
        if before == "Enabled" and after in ("Suspended", "Disabled"):
            does = f"suspends versioning of the bucket {name(change)}"
            means = "Replication needs versioning and stops; what is overwritten or deleted cannot be brought back."
            yield finding(change, does, means, "versioning_configuration.0.status")


def _rules(change: Change) -> Iterator[Finding]:
    before, after = (_by_id(values) for values in (change.before, change.after))
    for id_, (index, rule) in sorted(before.items()):
        now = after.get(id_, (0, {}))[1]
        if text(rule, "status") == "Enabled" and text(now, "status") != "Enabled":
            does = f"{'disables' if now else 'removes'} a replication rule of the bucket {name(change)}"
            yield finding(change, does, _STAY, f"rule.{index}.status" if now else "rule")
        elif now:
            yield from _parts(change, index, rule, now)


def _parts(change: Change, index: int, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Finding]:
    """Rules that go on, but do less."""
    for path, what, means in _PARTS:
        if at(before, path) == "Enabled" and at(after, path) != "Enabled":
            does = f"turns off {what} of the bucket {name(change)}"
            yield finding(change, does, means, f"rule.{index}.{path}", instead=Severity.MEDIUM)


def _by_id(values: Mapping[str, Any]) -> dict[str, tuple[int, Mapping[str, Any]]]:
    """The rules with their places, by id."""
    return {text(rule, "id") or str(index): (index, rule) for index, rule in enumerate(blocks(values, "rule"))}


_PARTS = (
    (
        "delete_marker_replication.0.status",
        "the replication of delete markers",
        "What is deleted in one region comes back after a failover.",
    ),
    (
        "destination.0.replication_time.0.status",
        "the replication time control",
        "No objects are promised within 15 minutes, and no metric says how far the replica is behind.",
    ),
    (
        "destination.0.metrics.0.status",
        "the replication metrics",
        "Nobody sees how far the replica is behind.",
    ),
)
