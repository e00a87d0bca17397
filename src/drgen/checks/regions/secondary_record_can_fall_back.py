"""The SECONDARY record can be unhealthy, so traffic can fall back to a primary that was told to stop.

When both records of a failover pair are unhealthy, Route 53 answers the PRIMARY: a standby that is still starting
sends its users back to the sick region, and, once its database was promoted, to a second writer.
https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html

Where the primary's health check asks no endpoint (a calculated one, an alarm, a routing control) it is a switch that
somebody turns off: falling back undoes the failover. Where it asks an endpoint, the primary is sick by itself, and
answering it is the last resort that AWS documents: that is less bad.

Leave `health_check_id` out of the SECONDARY record, and set `evaluate_target_health = false`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import Links, about
from drgen.checks.regions._records import failover_records, named_alike
from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource
from drgen.resources import is_on, references, text

severity = Severity.BLOCKER

_SWITCHES = ("CALCULATED", "CLOUDWATCH_METRIC", "RECOVERY_CONTROL")


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    switched = [one for one in failover_records(regions, "PRIMARY") if _is_switched(links, one)]
    for record in failover_records(regions, "SECONDARY"):
        milder = None if any(named_alike(one, record) for one in switched) else Severity.MEDIUM
        if text(record, "health_check_id") or references(record, "health_check_id"):
            said = ", ".join(references(record, "health_check_id")) or text(record, "health_check_id")
            yield about(record, "health_check_id", f"is {said}, not left out", milder)
        elif is_on(record, "alias.0.evaluate_target_health"):
            yield about(record, "alias.0.evaluate_target_health", "is true, not false", milder)


def _is_switched(links: Links, record: Resource) -> bool:
    checks = links.of(record, "health_check_id", "aws_route53_health_check")
    return any(text(one, "type") in _SWITCHES for one in checks)
