"""A PRIMARY record has no health check and does not evaluate its target.

Route 53 takes such a record for healthy, always: it answers the primary for as long as the outage lasts.
https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html

Set `health_check_id`, or `evaluate_target_health = true` for an alias.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about, given
from drgen.checks.regions._records import failover_records
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import is_absent, is_off

severity = Severity.BLOCKER


def check(regions: Regions) -> Iterator[Finding]:
    for record in failover_records(regions, "PRIMARY"):
        evaluates = not is_off(record, "alias.0.evaluate_target_health")
        if is_absent(record, "health_check_id") and not evaluates:
            said = given(record, "alias.0.evaluate_target_health")
            has = f", and evaluate_target_health is {said}" if not is_absent(record, "alias") else ""
            yield about(record, "health_check_id", f"is not set{has}")
