"""The SECONDARY record can be unhealthy, so traffic can fall back to a primary that was told to stop.

When both records of a failover pair are unhealthy, Route 53 answers the PRIMARY: a standby that is still starting
sends its users back to the sick region, and, once its database was promoted, to a second writer.
https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-complex-configs.html

Leave `health_check_id` out of the SECONDARY record, and set `evaluate_target_health = false`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.checks.regions._records import failover_records
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import is_on, references, text

severity = Severity.MEDIUM


def check(regions: Regions) -> Iterator[Finding]:
    for record in failover_records(regions, "SECONDARY"):
        if text(record, "health_check_id") or references(record, "health_check_id"):
            said = ", ".join(references(record, "health_check_id")) or text(record, "health_check_id")
            yield about(record, "health_check_id", f"is {said}, not left out")
        elif is_on(record, "alias.0.evaluate_target_health"):
            yield about(record, "alias.0.evaluate_target_health", "is true, not false")
