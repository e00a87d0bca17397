"""A PRIMARY record has no SECONDARY of the same name.

A failover pair is one primary and one secondary record. When the health check of a lone PRIMARY fails, Route 53 takes
every record for healthy again, as its last resort, and answers the sick one.
https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-problems.html

Add a record of the same name, type and zone with `failover_routing_policy { type = "SECONDARY" }`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about, is_unseen
from drgen.checks.regions._records import failover_records, named_alike
from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource
from drgen.resources import is_absent, text

severity = Severity.BLOCKER


def check(regions: Regions) -> Iterator[Finding]:
    if is_unseen(regions, "route53|dns|record|failover"):
        return
    everything = regions.everything
    undecided = [one for one in everything.of("aws_route53_record") if _is_undecided(one)]
    secondaries = [*failover_records(regions, "SECONDARY"), *undecided]
    for record in failover_records(regions, "PRIMARY"):
        if not any(named_alike(record, other) for other in secondaries):
            name = text(record, "name") or record.address
            yield about(record, "failover_routing_policy", f"{name} is PRIMARY, and there is no SECONDARY of that name")


def _is_undecided(record: Resource) -> bool:
    return not is_absent(record, "failover_routing_policy") and not text(record, "failover_routing_policy.0.type")
