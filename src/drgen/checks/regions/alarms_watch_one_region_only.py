"""Alarms of the primary have no counterpart in the standby.

Monitoring is not inherited: after a failover nobody is told that the region that serves is unwell. Alarms of what the
standby does not have, and of metrics that exist in one region only (Route 53, CloudFront, billing, replication lag),
need no counterpart.

Create the same alarms in the standby's region, on its own resources.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource

severity = Severity.MEDIUM

_TYPES = ("aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm")
_ONE_REGION = {"AWS/Route53", "AWS/CloudFront", "AWS/Billing", "AWS/GlobalAccelerator", "AWS/WAFV2", "AWS/SES"}
_SHOWN = 6


def check(regions: Regions) -> Iterator[Finding]:
    missing = {one.address for one in regions.only_primary}
    alone = [one for one in regions.only_primary if one.type in _TYPES and _is_expected(one, missing)]
    if alone:
        there = sum(1 for _ in regions.standby.of(*_TYPES))
        shown = ", ".join(one.address for one in alone[:_SHOWN])
        more = f" and {len(alone) - _SHOWN} more" if len(alone) > _SHOWN else ""
        where = regions.standby_region or "the standby"
        message = f"{where} has {there or 'no'} alarm{'s' * (there != 1)}, and none for {shown}{more}"
        yield Finding((), message, address=alone[0].address, mark=alone[0].mark)


def _is_expected(alarm: Resource, missing: set[str]) -> bool:
    """Whether the standby should have the same: the metric exists there, and so does what it watches."""
    metric = str(alarm.known("metric_name", ""))
    if alarm.known("namespace", "") in _ONE_REGION or "Lag" in metric or "Replication" in metric:
        return False
    watched = {reference.rpartition(".")[0] for reference in alarm.references.get("dimensions", ())}
    return not watched & missing
