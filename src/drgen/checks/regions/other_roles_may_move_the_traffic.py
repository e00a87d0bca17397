"""A policy that is not the failover's may write the metric that moves the traffic.

A health check that follows an alarm on a metric of your own is a switch, and `cloudwatch:PutMetricData` knows no
resource: whoever may write any metric may write this one, and takes the primary out of service.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/iam-cw-condition-keys-namespace.html

Allow each role its own namespaces by a condition on `cloudwatch:namespace`, or deny the switch's namespace to all but
the role that fails over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from drgen.checks.regions._links import Links, about
from drgen.checks.regions._policies import Statement, argument, statements
from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource
from drgen.resources import references, text

severity = Severity.HIGH

_WRITES = "cloudwatch:PutMetricData"
_NAMESPACE = "cloudwatch:namespace"
_FAILOVER = re.compile(r"fail.?(over|back)|latch|switch|dr[-_]|recover", re.IGNORECASE)  # who may, by its name


def check(regions: Regions) -> Iterator[Finding]:
    switches = sorted({text(one, "namespace") for one in _alarms(regions)} - {""})
    if not switches:
        return
    said = [(one, statement) for one in regions.everything.resources for statement in statements(one)]
    if any(statement.effect == "Deny" and _writes(statement) for _, statement in said):
        return
    open_to = {one.address: one for one, statement in said if _is_open(statement, switches) and not _is_meant(one)}
    written_out = {place for one in open_to.values() for place in references(one, argument(one))}
    for one in open_to.values():
        if any(place.startswith(one.address) for place in written_out):
            continue  # a document, told with the policy that it is in
        yield about(one, argument(one), f"allows {_WRITES} in {switches[0]}, the namespace that moves the traffic")


def _alarms(regions: Regions) -> Iterator[Resource]:
    """The alarms on metrics of one's own that health checks follow."""
    links = Links(regions)
    for check in regions.everything.of("aws_route53_health_check"):
        for alarm in links.of(check, "cloudwatch_alarm_name", "aws_cloudwatch_metric_alarm"):
            if not text(alarm, "namespace").startswith("AWS/"):
                yield alarm


def _is_open(statement: Statement, switches: list[str]) -> bool:
    if statement.effect != "Allow" or not _writes(statement):
        return False
    only, never = (statement.conditions.get(f"{word}{_NAMESPACE}") for word in ("", "not "))
    left = [one for one in switches if never is None or not any(fnmatchcase(one, space) for space in never)]
    return any(only is None or any(fnmatchcase(one, space) for space in only) for one in left)


def _writes(statement: Statement) -> bool:
    """Whether it names the action; `*` alone is an administrator, who may do anything anyway."""
    return any(one != "*" and fnmatchcase(_WRITES.lower(), one.lower()) for one in statement.actions)


def _is_meant(one: Resource) -> bool:
    return bool(_FAILOVER.search(f"{one.address} {text(one, 'name')}"))
