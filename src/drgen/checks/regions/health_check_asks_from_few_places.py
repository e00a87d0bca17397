"""A health check asks from fewer than three regions.

Route 53 wants three or more checkers' regions, and its API takes no fewer: trouble between one of them and the endpoint
must not count as an outage.
https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html

Leave `regions` out, or name at least three.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions

severity = Severity.NOTE

_LEAST = 3


def check(regions: Regions) -> Iterator[Finding]:
    for one in regions.everything.of("aws_route53_health_check"):
        asked = one.known("regions", [])
        if isinstance(asked, list) and 0 < len(asked) < _LEAST:
            yield about(one, "regions", f"is {', '.join(map(str, asked))}")
