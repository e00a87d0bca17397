"""A plan makes a health check slower to notice, or blind.

Interval × threshold is the first part of every recovery time, before anybody is paged. A check that is disabled
counts as healthy; one that asks for less goes on saying healthy when the database is gone.

Keep the interval, the threshold and the path; when alarms come too often, find out why the check fails.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.effects import Turn, at, finding, name, number, rises, shown, turns, updated
from drgen.findings import Finding, Severity
from drgen.inventory.changes import Change, Plan

severity = Severity.HIGH


def check(plans: list[Plan]) -> Iterator[Finding]:
    for change in updated(plans, "aws_route53_health_check"):
        yield from _speed(change)
        yield from _blindness(change)
    for change in updated(plans, "aws_lb_target_group", "aws_alb_target_group"):
        for found in turns(change, "health_check.0.interval", "health_check.0.unhealthy_threshold"):
            if rises(found):
                means = "A load balancer that is slow to see a dead target is slow to tell Route 53."
                does = f"raises {found.attribute.rpartition('.')[2]} of the target group {name(change)}"
                yield finding(change, does, means, found.attribute, instead=Severity.MEDIUM)


def _speed(change: Change) -> Iterator[Finding]:
    slower = [found for found in turns(change, "request_interval", "failure_threshold") if rises(found)]
    before, after = _seconds(change.before), _seconds(change.after)
    if slower and before and after and after > before:
        does = f"lets the health check {name(change)} notice an outage after {after:.0f} s instead of {before:.0f} s"
        means = "Every failover starts that much later: detection is the first part of the recovery time."
        yield finding(change, does, means, slower[0].attribute)


def _seconds(values: object) -> float:
    """Until it counts as unhealthy: interval × threshold."""
    interval, failures = number(at(values, "request_interval", 30)), number(at(values, "failure_threshold", 3))
    return (interval or 0) * (failures or 0)


def _blindness(change: Change) -> Iterator[Finding]:
    for found in turns(change, *_BLIND):
        does, means, severity_ = _BLIND[found.attribute]
        if _is_worse(found):
            told = does.format(name=name(change), before=shown(found.before), after=shown(found.after))
            yield finding(change, told, means, found.attribute, instead=severity_)


def _is_worse(found: Turn) -> bool:
    if found.attribute in ("disabled", "invert_healthcheck"):
        return bool(found.after) and not found.uncertain
    if found.attribute == "child_health_threshold":
        return (number(found.after) or 0) < (number(found.before) or 0)
    if found.attribute == "insufficient_data_health_status":
        return bool(found.after == "Healthy")
    if found.attribute == "resource_path":
        return found.after in (None, "", "/")
    return not found.uncertain


_BLIND = {
    "disabled": (
        "disables the health check {name}",
        "A disabled check counts as healthy: no outage moves traffic.",
        Severity.BLOCKER,
    ),
    "invert_healthcheck": (
        "turns the health check {name} upside down",
        "It says healthy when its target fails: traffic leaves the region that serves.",
        Severity.BLOCKER,
    ),
    "resource_path": (
        "makes the health check {name} ask for {after} instead of {before}",
        "It goes on saying healthy when what lies behind the first page is gone.",
        None,
    ),
    "type": (
        "turns the health check {name} from {before} into {after}",
        "It watches something else from then on; what it no longer sees moves no traffic.",
        None,
    ),
    "child_health_threshold": (
        "asks for fewer healthy children of the health check {name}: {after} instead of {before}",
        "More has to fail before traffic moves.",
        None,
    ),
    "insufficient_data_health_status": (
        "takes silence for health at the health check {name}",
        "A region that is dark sends no data, and would count as healthy.",
        None,
    ),
    "cloudwatch_alarm_name": (
        "makes the health check {name} follow the alarm {after} instead of {before}",
        "From then on something else decides when traffic moves.",
        None,
    ),
    "fqdn": (
        "makes the health check {name} ask {after} instead of {before}",
        "From then on something else decides when traffic moves.",
        None,
    ),
}
