"""A plan removes or loosens an alarm on replication, or on what decides a failover.

The recovery point of asynchronous replication is whatever the lag is when the region goes. If nobody watches it, it
is found out afterwards; and a decision that waits for an alarm waits for ever.

Keep the alarm, its threshold below the recovery point objective, and somebody who is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from drgen.effects import Turn, finding, name, number, removed, rises, shown, text, turns, updated, verb, where
from drgen.findings import Finding, Severity
from drgen.inventory.changes import Action, Change, Plan

severity = Severity.HIGH

METRICS = {
    "AuroraGlobalDBRPOLag",
    "AuroraGlobalDBReplicationLag",
    "AuroraReplicaLag",
    "AuroraReplicaLagMaximum",
    "ReplicaLag",
    "ReplicationLag",
    "GlobalDatastoreReplicationLag",
    "ReplicationLatency",
    "OperationsFailedReplication",
    "BytesPendingReplication",
    "OperationsPendingReplication",
    "OldestReplicationSlotLag",
    "HealthCheckStatus",
    "HealthCheckPercentageHealthy",
}
_ALARMS = ("aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm")
_NOBODY = "Replication can fall behind, or stop, and nobody is told; a failover then loses more than is promised."


def check(plans: list[Plan]) -> Iterator[Finding]:
    for change in removed(plans, *_ALARMS):
        if change.action is Action.DELETE and _watches(change.before):
            does = f"{verb(change)} the alarm {name(change)} on {_metric(change.before)}{where(change)}"
            yield finding(change, does, _NOBODY)
    for change in updated(plans, *_ALARMS):
        if _watches(change.before):
            yield from (found for turn in turns(change, *_WATCHED) if (found := _loosened(change, turn)))


def _watches(values: Mapping[str, Any]) -> bool:
    return _metric(values) in METRICS or "drgen/latch" in text(values, "namespace") or _is_about_lag(values)


def _is_about_lag(values: Mapping[str, Any]) -> bool:
    said = text(values, "alarm_name").lower()
    return any(word in said for word in ("replication-lag", "replica-lag", "replication_lag", "rpo"))


def _metric(values: Mapping[str, Any]) -> str:
    queries = values.get("metric_query")
    for query in queries if isinstance(queries, list) else []:
        if isinstance(query, Mapping) and (found := text(query, "metric.0.metric_name")):
            return found
    return text(values, "metric_name") or "replication"


def _loosened(change: Change, found: Turn) -> Finding | None:
    if found.attribute in ("threshold", "evaluation_periods", "period", "datapoints_to_alarm"):
        falls_below = text(change.before, "comparison_operator").startswith("Less")
        before, after = number(found.before), number(found.after)
        less = found.attribute == "threshold" and falls_below
        if before is None or after is None or not (after < before if less else rises(found)):
            return None
        values = f"{found.attribute} {shown(found.after)} instead of {shown(found.before)}"
        does = f"lets the alarm {name(change)} wait longer: {values}"
        return finding(change, does, "It tells of a lag only when more than that is lost.", found.attribute)
    if found.attribute == "treat_missing_data":
        if found.after == "breaching" or found.before != "breaching":
            return None
        does = f"makes the alarm {name(change)} take silence for health"
        return finding(change, does, "A replication that has stopped sends no data at all.", found.attribute)
    return finding(change, f"silences the alarm {name(change)}", _NOBODY, found.attribute) if found.goes else None


_WATCHED = (
    "threshold",
    "evaluation_periods",
    "period",
    "datapoints_to_alarm",
    "treat_missing_data",
    "actions_enabled",
    "alarm_actions",
)
