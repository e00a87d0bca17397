"""A plan keeps backups for a shorter time, or turns them off.

Deletion and corruption are replicated like everything else. How far back one can go is decided by the backups alone,
and a shorter retention deletes the older ones when it applies. A replica's source must have backups: at zero days
AWS refuses the replica, and a promoted standby has no point in time to go back to.

Keep the retention that was there; shorten it in no change that also touches data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from drgen.effects import Turn, blocks, falls, finding, name, number, shown, text, turns, updated, where
from drgen.findings import Finding, Severity
from drgen.inventory.changes import Change, Plan

severity = Severity.HIGH

_RETENTIONS = {
    "aws_db_instance": "backup_retention_period",
    "aws_rds_cluster": "backup_retention_period",
    "aws_docdb_cluster": "backup_retention_period",
    "aws_neptune_cluster": "backup_retention_period",
    "aws_db_instance_automated_backups_replication": "retention_period",
    "aws_elasticache_cluster": "snapshot_retention_limit",
    "aws_elasticache_replication_group": "snapshot_retention_limit",
    "aws_memorydb_cluster": "snapshot_retention_limit",
    "aws_redshift_cluster": "automated_snapshot_retention_period",
    "aws_backup_vault_lock_configuration": "min_retention_days",
}


def check(plans: list[Plan]) -> Iterator[Finding]:
    for change in updated(plans, *_RETENTIONS):
        for found in turns(change, _RETENTIONS[change.type]):
            if falls(found):
                yield _shorter(change, found)
    for change in updated(plans, "aws_dynamodb_table"):
        for found in turns(change, "point_in_time_recovery.0.enabled"):
            if found.before is True and found.goes:
                does = f"turns off point-in-time recovery of the table {name(change)}"
                yield finding(change, does, "What is overwritten cannot be brought back.", found.attribute)
    for change in updated(plans, "aws_backup_plan"):
        yield from _plan(change)


def _shorter(change: Change, found: Turn) -> Finding:
    days, before = number(found.after) or 0, number(found.before) or 0
    if not days:
        means = "No point in time can be restored, and no replica can be made of it or kept."
        return finding(
            change,
            f"turns off the backups of {name(change)}{where(change)}",
            means,
            found.attribute,
            instead=_gone(change),
        )
    does = f"keeps the backups of {name(change)} for {days:.0f} instead of {before:.0f} days{where(change)}"
    means = "The older ones are deleted when this applies; damage that is noticed later cannot be undone."
    return finding(change, does, means, found.attribute)


def _gone(change: Change) -> Severity | None:
    return None if "elasticache" in change.type else Severity.BLOCKER


def _plan(change: Change) -> Iterator[Finding]:
    after = {text(rule, "rule_name"): rule for rule in blocks(change.after, "rule")}
    for rule in blocks(change.before, "rule"):
        called = text(rule, "rule_name")
        does = f"of the rule {shown(called)} of the backup plan {name(change)}"
        if called not in after:
            means = "Nothing makes these backups any more; the last ones expire one by one."
            yield finding(change, f"removes {does[3:]}", means, "rule")
        elif _days(after[called]) < _days(rule):
            told = f"keeps the backups {does} for {_days(after[called]):.0f} instead of {_days(rule):.0f} days"
            yield finding(change, told, "Damage that is noticed later cannot be undone.", "rule")


def _days(rule: Mapping[str, Any]) -> float:
    """Until a backup is deleted; a rule that does not say keeps it for ever."""
    found = [number(one.get("delete_after")) for one in blocks(rule, "lifecycle")]
    return found[0] if found and found[0] else float("inf")
