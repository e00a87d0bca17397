"""CloudWatch: alarms on metrics, and the readings that they judge.

Copied: an alarm is INSUFFICIENT_DATA when new; with `treat_missing_data = ignore` it keeps its state while nothing is
published, so the last reading decides (CloudWatch user guide, "Configuring how CloudWatch alarms treat missing data").
Replication metrics of RDS, Aurora and ElastiCache are reported in the region of the copy, and end when the region that
is copied from goes dark.
`DatabaseConnections` is 0 in every minute: no client ever connects.
Not copied: periods and evaluation windows (a reading is judged when it comes), composite alarms, actions; nobody
writes, so no copy is behind unless a rehearsal says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from drgen.local_aws.extensions import Call, _readings

# What AWS reports by itself, and how many of its units make a second.
REPLICATION = {
    ("AWS/RDS", "ReplicaLag"): 1,
    ("AWS/RDS", "AuroraGlobalDBReplicationLag"): 1000,
    ("AWS/RDS", "AuroraGlobalDBRPOLag"): 1000,
    ("AWS/ElastiCache", "GlobalDatastoreReplicationLag"): 1,
}
CONNECTIONS = ("AWS/RDS", "DatabaseConnections")
_SERIES_MINUTES = 5


@dataclass
class State:
    """Alarms by region and name, the last reading of a metric by region and metric, tags by ARN."""

    alarms: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    readings: dict[tuple[str, str, str, frozenset[tuple[str, str]]], list[tuple[datetime, float]]] = field(
        default_factory=dict
    )
    tags: dict[str, dict[str, str]] = field(default_factory=dict)
    lag_seconds: float = 0.0  # nobody writes, so no copy is behind


def put_metric_alarm(call: Call) -> None:
    said = {name: value for name, value in call.parameters.items() if name != "Tags"}
    key = call.region, said["AlarmName"]
    arn = call.arn(f"alarm:{said['AlarmName']}")
    born = {"StateValue": "INSUFFICIENT_DATA", "StateReason": "Unchecked: Initial alarm creation"}
    kept = {name: call.state.alarms.get(key, born)[name] for name in born}
    empty: dict[str, Any] = {"ActionsEnabled": True, "OKActions": [], "AlarmActions": [], "InsufficientDataActions": []}
    call.state.alarms[key] = empty | {"Dimensions": []} | said | kept | {"AlarmArn": arn}
    if tags := call.parameters.get("Tags"):
        call.state.tags[arn] = {tag["Key"]: tag["Value"] for tag in tags}


def describe_alarms(call: Call) -> dict[str, Any]:
    names, prefix = call.parameters.get("AlarmNames"), call.parameters.get("AlarmNamePrefix", "")
    own = {name: alarm for (region, name), alarm in call.state.alarms.items() if region == call.region}
    shown = [own[name] for name in sorted(own) if (not names or name in names) and name.startswith(prefix)]
    return {"MetricAlarms": shown, "CompositeAlarms": []}


def delete_alarms(call: Call) -> None:
    # Names that there are not do not keep the others from going (API reference), nor a call whose answer was lost.
    for name in call.parameters["AlarmNames"]:
        call.state.alarms.pop((call.region, name), None)


def list_tags_for_resource(call: Call) -> dict[str, Any]:
    tags = call.state.tags.get(call.parameters["ResourceARN"], {})
    return {"Tags": [{"Key": key, "Value": value} for key, value in sorted(tags.items())]}


def tag_resource(call: Call) -> None:
    tags = {tag["Key"]: tag["Value"] for tag in call.parameters["Tags"]}
    call.state.tags.setdefault(call.parameters["ResourceARN"], {}).update(tags)


def untag_resource(call: Call) -> None:
    for key in call.parameters["TagKeys"]:
        call.state.tags.get(call.parameters["ResourceARN"], {}).pop(key, None)


def put_metric_data(call: Call) -> None:
    for said in call.parameters["MetricData"]:
        key = call.region, call.parameters["Namespace"], said["MetricName"], _readings.dimensions(said)
        value = float(said.get("Value", said.get("StatisticValues", {}).get("Maximum", 0)))
        call.state.readings.setdefault(key, []).append((datetime.now(UTC), value))
        for (region, _), alarm in call.state.alarms.items():
            if (region, alarm["Namespace"], alarm["MetricName"], _readings.dimensions(alarm)) == key:
                _judge(alarm, value)


def get_metric_statistics(call: Call) -> dict[str, Any]:
    asked = call.parameters
    key = call.region, asked["Namespace"], asked["MetricName"], _readings.dimensions(asked)
    readings = call.state.readings.get(key) or _reported(call, key[1], key[2])
    shown = [(at, value) for at, value in readings if _utc(asked["StartTime"]) <= at <= _utc(asked["EndTime"])]
    names = asked.get("Statistics", ["Maximum"])
    points = [{"Timestamp": at, "Unit": "None"} | dict.fromkeys(names, value) for at, value in shown]
    return {"Label": key[2], "Datapoints": points}


def _judge(alarm: dict[str, Any], value: float) -> None:
    alarm["StateValue"] = "ALARM" if _readings.rings(alarm, value) else "OK"
    alarm["StateReason"] = f"Threshold Crossed: 1 datapoint [{value}]"
    alarm["StateUpdatedTimestamp"] = datetime.now(UTC)


def _reported(call: Call, namespace: str, metric: str) -> list[tuple[datetime, float]]:
    """What AWS itself reports of replication: a reading a minute, the last one when the other region went dark."""
    now = datetime.now(UTC)
    if (namespace, metric) == CONNECTIONS:
        return _series(now, 0.0)
    units = REPLICATION.get((namespace, metric))
    if units is None:
        return []
    return _series(min(call.aws.faults.since.values(), default=now), call.state.lag_seconds * units)


def _series(last: datetime, value: float) -> list[tuple[datetime, float]]:
    return [(last - timedelta(minutes=minute), value) for minute in range(_SERIES_MINUTES, -1, -1)]


def _utc(moment: datetime) -> datetime:
    """One protocol says the zone, another leaves it to be known."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
