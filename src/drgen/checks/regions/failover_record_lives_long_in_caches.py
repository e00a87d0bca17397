"""A record that a failover changes lives in caches for minutes.

Resolvers answer from their caches until the TTL ends: so long users are sent to the dead region after Route 53 has
moved. AWS recommends 60 s or less for a record with a health check, and elsewhere calls 60 or 120 s a common choice.
https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-failover.html
https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/best-practices-dns.html

Set `ttl = 60`, or use an alias.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.checks.regions._records import routing
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import is_absent, number

severity = Severity.HIGH


_LONG, _RECOMMENDED = 120, 60  # seconds


def check(regions: Regions) -> Iterator[Finding]:
    for record in regions.everything.of("aws_route53_record"):
        ttl, kind = number(record, "ttl"), routing(record)
        if not kind or ttl is None or ttl <= _RECOMMENDED:
            continue
        if kind == "failover" or not is_absent(record, "health_check_id"):
            milder = Severity.MEDIUM if ttl <= _LONG or kind != "failover" else None
            yield about(record, "ttl", f"is {ttl:g} s; 60 s or less is recommended", milder)
