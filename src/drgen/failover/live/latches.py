"""The latch of each region: its alarm, by name, and the schedule that repeats it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from drgen.aws import AwsError

if TYPE_CHECKING:
    from drgen.failover.run import Site

# What of an alarm decides, as CloudWatch calls it.
_SETTINGS = (
    "Namespace", "MetricName", "Statistic", "Period", "EvaluationPeriods", "Threshold", "ComparisonOperator",
    "TreatMissingData",
)  # fmt: skip


@dataclass(frozen=True)
class Latch:
    """A latch as it is."""

    state: str  # ALARM: set; OK or INSUFFICIENT_DATA: clear; "" where there is no such alarm
    settings: Mapping[str, Any]
    schedule: str  # ENABLED, DISABLED; "" where there is none


def look(site: Site) -> dict[str, Latch]:
    """`out` in the standby's region, `back` in the primary's; none with routing controls, or without alarms."""
    run = site.run
    if str(run.spec.traffic) == "routing_control" or not any(part.module == "alarms" for part in run.parts):
        return {}
    name = "out" if site.side == "standby" else "back"
    alarm = f"{run.spec.name}-latch-{name}"
    found = site.look("cloudwatch", "describe_alarms", AlarmNames=[alarm]).get("MetricAlarms", [])
    said = found[0] if found else {}
    settings = {key: said[key] for key in _SETTINGS if key in said}
    return {name: Latch(str(said.get("StateValue", "")), settings, _schedule(site, alarm))}


def _schedule(site: Site, name: str) -> str:
    try:
        return str(site.look("scheduler", "get_schedule", Name=name, GroupName="default").get("State", ""))
    except AwsError as error:
        if error.code != "ResourceNotFoundException":
            raise
        return ""
