"""An alarm on a Route 53 health check is in a region that has no such metric.

Route 53 publishes the metrics of its health checks in us-east-1 only. An alarm anywhere else sees no data: it never
rings, or always, if missing data counts as breaching.
https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-health-checks.html

Make the alarm in us-east-1, with a provider of that region.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import text

severity = Severity.HIGH


def check(regions: Regions) -> Iterator[Finding]:
    for alarm in regions.everything.of("aws_cloudwatch_metric_alarm"):
        if text(alarm, "namespace") == "AWS/Route53" and alarm.region.startswith(_COMMERCIAL):
            yield about(alarm, "namespace", f"is AWS/Route53, and the alarm is in {alarm.region}")


_COMMERCIAL = ("us-east-2", "us-west-", "eu-", "ap-", "ca-", "sa-", "me-", "af-", "il-", "mx-")
