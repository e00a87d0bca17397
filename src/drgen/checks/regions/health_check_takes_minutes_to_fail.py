"""The health check that decides a failover needs more than three minutes to fail.

It fails after `request_interval` times `failure_threshold`; only then does traffic begin to move, and caches come on
top.
https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html

Use an interval of 10 s and a threshold of 3, or 30 s and 3 if that is enough.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import Links, about
from drgen.checks.regions._records import failover_records
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import number

severity = Severity.MEDIUM


_LONG = 180  # seconds; the default, 30 s three times, is half of it


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    for record in failover_records(regions, "PRIMARY"):
        for one in links.of(record, "health_check_id", "aws_route53_health_check"):
            interval, failures = number(one, "request_interval"), number(one, "failure_threshold")
            if interval and failures and interval * failures > _LONG:
                message = f"is {failures:g} at {interval:g} s each: {interval * failures:g} s"
                yield about(one, "failure_threshold", message)
