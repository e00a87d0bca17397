"""One latch: a metric in `drgen/latch`, its alarm, and the schedule that repeats it while it is set.

All three are named and placed as modules/regional/alarms makes them: `out` in the standby's region, `back` in the
primary's, alarm and schedule `<platform>-latch-<name>`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from drgen.aws import AwsError
from drgen.failover.run import Site

if TYPE_CHECKING:
    from drgen.failover.run import Run
    from drgen.terms import Side

NAMESPACE = "drgen/latch"
_AGAIN = {0: 30.0, 1: 60.0}  # seconds: a cleared latch must hear 0 in each minute until it believes it
_UNKNOWN_TO_UPDATE = ("Arn", "CreationDate", "LastModificationDate", "ResponseMetadata")


@dataclass(frozen=True)
class Latch:
    """A latch, the side it lives in, and what it is to be: 1 set, 0 cleared."""

    name: str
    side: Side
    value: int


def ready(latch: Latch, run: Run) -> Iterator[str]:
    """Why the latch cannot be moved."""
    site = _site(latch, run)
    if state(site, latch.name) is None:
        yield f"there is no alarm {_name(run, latch)} in {site.region}: apply `alarms`"
    try:
        _schedule(site, latch)
    except AwsError as error:
        if error.code != "ResourceNotFoundException":
            raise
        yield f"there is no schedule {_name(run, latch)} in {site.region}: apply `alarms`"


def move(latch: Latch, run: Run) -> None:
    """Set: say 1, then let the schedule repeat it. Clear: silence the schedule, then say 0 until the alarm is OK."""
    site = _site(latch, run)
    if latch.value:
        if state(site, latch.name) != "ALARM":
            _publish(site, latch)
        _turn(site, latch, "ENABLED")
    else:
        _turn(site, latch, "DISABLED")
        if state(site, latch.name) == "ALARM":
            _publish(site, latch)


def settled(latch: Latch, run: Run) -> str | None:
    """What the latch still waits for."""
    site = _site(latch, run)
    now, repeated = state(site, latch.name), _schedule(site, latch).get("State")
    if (now == "ALARM") != bool(latch.value):
        return f"latch {latch.name} is {'set' if now == 'ALARM' else 'not set'}"
    wanted = "ENABLED" if latch.value else "DISABLED"
    return None if repeated == wanted else f"the schedule of latch {latch.name} is {repeated}"


def says(name: str, platform: str, value: int) -> dict[str, Any]:
    """What is published to a latch: the parameters of PutMetricData."""
    dimensions = [{"Name": "platform", "Value": platform}]
    return {
        "Namespace": NAMESPACE,
        "MetricData": [{"MetricName": name, "Dimensions": dimensions, "Value": float(value)}],
    }


def state(site: Site, name: str) -> str | None:
    """The state of a latch's alarm: ALARM when it is set; None where there is no such alarm."""
    alarm = f"{site.run.spec.name}-latch-{name}"
    found = site.look("cloudwatch", "describe_alarms", AlarmNames=[alarm]).get("MetricAlarms", [])
    return str(found[0]["StateValue"]) if found else None


def _publish(site: Site, latch: Latch) -> None:
    what, again = f"publish {latch.name} = {latch.value} in {site.region}", _AGAIN[latch.value]
    metric = says(latch.name, site.run.spec.name, latch.value)
    site.act(what, "cloudwatch", "put_metric_data", again=again, **metric)


def _turn(site: Site, latch: Latch, wanted: str) -> None:
    """An update replaces the whole schedule: all that it says now is said again."""
    said = _schedule(site, latch)
    if said.get("State") == wanted:
        return
    kept: dict[str, Any] = {key: value for key, value in said.items() if key not in _UNKNOWN_TO_UPDATE}
    verb = "repeat" if wanted == "ENABLED" else "no longer repeat"
    site.act(f"{verb} latch {latch.name}", "scheduler", "update_schedule", again=10, **(kept | {"State": wanted}))


def _schedule(site: Site, latch: Latch) -> dict[str, Any]:
    return site.look("scheduler", "get_schedule", Name=_name(site.run, latch), GroupName="default")


def _site(latch: Latch, run: Run) -> Site:
    return Site(run, latch.side, getattr(run.spec.regions, latch.side).name)


def _name(run: Run, latch: Latch) -> str:
    return f"{run.spec.name}-latch-{latch.name}"
