"""Route 53: the hosted zone that was there before, its records, and health checks that a name server answers by.

Copied, from the Route 53 developer guide and API reference:
- a check on an alarm copies the alarm's settings when it is made, and judges the metric's stream itself; while nothing
  comes, `LastKnownStatus` keeps what was, and a new check is healthy ("How Route 53 determines the status of health
  checks that monitor CloudWatch alarms");
- a calculated check is healthy while at least its threshold of children are; a check may be inverted or disabled;
- failover records: the primary while its check is healthy, else the secondary; when both are unhealthy, the primary
  ("How Amazon Route 53 chooses records when health checking is configured"); a record without a check is healthy;
- records are made, and change, at once and in whole batches.
Not copied: intervals, the votes of checkers in many places, TTLs, the latch's minutes; other routing policies; an
endpoint is healthy while its region is not dark. That a calculated check behaves so over checks on alarms is not known
from AWS itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from drgen.local_aws.extensions import Call, _health
from drgen.local_aws.refusal import Refusal

_SETTINGS = (
    "EvaluationPeriods", "Threshold", "ComparisonOperator", "Period", "MetricName", "Namespace", "Statistic",
    "Dimensions",
)  # fmt: skip
_Key = tuple[str, str, str]  # name, type, set identifier


@dataclass
class State:
    """Records of the zone, checks by id, tags by kind and id."""

    records: dict[_Key, dict[str, Any]] = field(default_factory=dict)
    checks: dict[str, dict[str, Any]] = field(default_factory=dict)
    tags: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    known: dict[str, bool] = field(default_factory=dict)  # the last status that a check had


def get_hosted_zone(call: Call) -> dict[str, Any]:
    given = call.aws.given
    if call.parameters["Id"].rsplit("/", 1)[-1] != given.zone_id:
        raise Refusal("NoSuchHostedZone", f"No hosted zone found with ID: {call.parameters['Id']}", 404)
    name = f"{given.zone_name}."
    zone = {"Id": f"/hostedzone/{given.zone_id}", "Name": name, "CallerReference": "there before", "Config": {}}
    servers = ["ns-1.rehearsed.test", "ns-2.rehearsed.test"]
    return {
        "HostedZone": zone | {"ResourceRecordSetCount": len(call.state.records)},
        "DelegationSet": {"NameServers": servers},
    }


def change_resource_record_sets(call: Call) -> dict[str, Any]:
    get_hosted_zone(_asking(call, Id=call.parameters["HostedZoneId"]))
    records = dict(call.state.records)
    for change in call.parameters["ChangeBatch"]["Changes"]:
        record = change["ResourceRecordSet"]
        record = record | {"Name": _absolute(record["Name"])}
        key = record["Name"], record["Type"], record.get("SetIdentifier", "")
        _apply(records, change["Action"], key, record)
    call.state.records = records
    return {"ChangeInfo": _change()}


def list_resource_record_sets(call: Call) -> dict[str, Any]:
    asked = call.parameters
    start = (
        _order(_absolute(asked.get("StartRecordName", ""))),
        asked.get("StartRecordType", ""),
        asked.get("StartRecordIdentifier", ""),
    )
    ordered = sorted((_order(name), kind, own, record) for (name, kind, own), record in call.state.records.items())
    shown = [record for name, kind, own, record in ordered if (name, kind, own) >= start]
    return {"ResourceRecordSets": shown, "IsTruncated": False, "MaxItems": "300"}


def get_change(call: Call) -> dict[str, Any]:
    return {"ChangeInfo": _change() | {"Id": call.parameters["Id"]}}


def create_health_check(call: Call) -> dict[str, Any]:
    own = str(uuid4())
    said = call.parameters["HealthCheckConfig"]
    check = {"Id": own, "CallerReference": call.parameters["CallerReference"], "HealthCheckVersion": 1}
    call.state.checks[own] = check | {"HealthCheckConfig": _defaults(said)} | _copied(call, said)
    return {
        "HealthCheck": call.state.checks[own],
        "Location": f"https://route53.amazonaws.com/2013-04-01/healthcheck/{own}",
    }


def get_health_check(call: Call) -> dict[str, Any]:
    return {"HealthCheck": _check(call)}


def update_health_check(call: Call) -> dict[str, Any]:
    check = _check(call)
    said = {
        name: value for name, value in call.parameters.items() if name not in {"HealthCheckId", "HealthCheckVersion"}
    }
    config = check["HealthCheckConfig"] | said
    check |= {"HealthCheckConfig": config, "HealthCheckVersion": check["HealthCheckVersion"] + 1} | _copied(
        call, config
    )
    return {"HealthCheck": check}


def delete_health_check(call: Call) -> None:
    del call.state.checks[_check(call)["Id"]]


def get_health_check_status(call: Call) -> dict[str, Any]:
    if _check(call)["HealthCheckConfig"]["Type"] in {"CALCULATED", "CLOUDWATCH_METRIC"}:
        raise Refusal("InvalidInput", "Status of calculated health checks and of checks on alarms cannot be read")
    word = "Success" if _health.healthy(call.aws, call.parameters["HealthCheckId"]) else "Failure"
    status = {"Status": f"{word}: rehearsed", "CheckedTime": datetime.now(UTC)}
    return {"HealthCheckObservations": [{"Region": "us-west-2", "IPAddress": "127.0.0.1", "StatusReport": status}]}


def list_tags_for_resource(call: Call) -> dict[str, Any]:
    kind, own = call.parameters["ResourceType"], call.parameters["ResourceId"]
    tags = [{"Key": key, "Value": value} for key, value in sorted(call.state.tags.get((kind, own), {}).items())]
    return {"ResourceTagSet": {"ResourceType": kind, "ResourceId": own, "Tags": tags}}


def change_tags_for_resource(call: Call) -> None:
    tags = call.state.tags.setdefault((call.parameters["ResourceType"], call.parameters["ResourceId"]), {})
    tags |= {tag["Key"]: tag.get("Value", "") for tag in call.parameters.get("AddTags", [])}
    for key in call.parameters.get("RemoveTagKeys", []):
        tags.pop(key, None)


def _apply(records: dict[_Key, dict[str, Any]], action: str, key: _Key, record: dict[str, Any]) -> None:
    if action == "CREATE" and key in records:
        raise Refusal(
            "InvalidChangeBatch", f"[Tried to create resource record set [name='{key[0]}'] but it already exists]"
        )
    if action == "DELETE" and records.pop(key, None) is None:
        raise Refusal(
            "InvalidChangeBatch", f"[Tried to delete resource record set [name='{key[0]}'] but it was not found]"
        )
    if action != "DELETE":
        records[key] = record


def _copied(call: Call, said: dict[str, Any]) -> dict[str, Any]:
    """The alarm's settings as they are now."""
    if said["Type"] != "CLOUDWATCH_METRIC":
        return {}
    named = said["AlarmIdentifier"]
    alarm = call.aws.state("cloudwatch").alarms.get((named["Region"], named["Name"]))
    if alarm is None:
        raise Refusal("InvalidInput", f"There is no alarm {named['Name']} in {named['Region']}")
    return {"CloudWatchAlarmConfiguration": {name: alarm[name] for name in _SETTINGS if name in alarm}}


def _defaults(said: dict[str, Any]) -> dict[str, Any]:
    every = {"Inverted": False, "Disabled": False}
    asks = {"MeasureLatency": False, "EnableSNI": said["Type"] == "HTTPS"}
    return every | (asks if said["Type"] not in {"CALCULATED", "CLOUDWATCH_METRIC"} else {}) | said


def _check(call: Call) -> dict[str, Any]:
    found: dict[str, Any] | None = call.state.checks.get(call.parameters["HealthCheckId"])
    if found is None:
        raise Refusal(
            "NoSuchHealthCheck", f"No health check exists with the ID {call.parameters['HealthCheckId']}", 404
        )
    return found


def _asking(call: Call, **parameters: Any) -> Call:
    return Call(call.service, call.region, call.account, parameters, call.operation, call.aws, call.state)


def _absolute(name: str) -> str:
    low = name.lower().replace("*", "\\052")
    return low if low.endswith(".") else f"{low}."


def _order(name: str) -> list[str]:
    """Route 53 sorts by labels, from the right."""
    return name.rstrip(".").split(".")[::-1]


def _change() -> dict[str, Any]:
    return {"Id": "/change/CREHEARSED", "Status": "INSYNC", "SubmittedAt": datetime.now(UTC)}
