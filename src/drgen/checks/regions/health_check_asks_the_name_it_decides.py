"""A health check asks the very name whose answer it decides.

As soon as traffic moves, the check asks the standby, finds it healthy, and moves traffic back to the sick primary: it
flaps until somebody stops it.

Ask the primary's own endpoint: its load balancer, or a name of that region alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import Links, about
from drgen.checks.regions._records import failover_records
from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Unknown
from drgen.resources import text

severity = Severity.HIGH


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    for record in failover_records(regions, "PRIMARY"):
        name = text(record, "name").lower().rstrip(".")
        for one in links.of(record, "health_check_id", "aws_route53_health_check"):
            asks_itself = bool(name) and text(one, "fqdn").lower().rstrip(".") == name
            if (
                asks_itself
                or _is_one(record.get("name"), one.get("fqdn"))
                or record in links.of(one, "fqdn", "aws_route53_record")
            ):
                yield about(one, "fqdn", f"is the name of {record.address}, which it decides")


def _is_one(name: object, asked: object) -> bool:
    """Whether both are the same text, though a variable in it is not known yet."""
    if not isinstance(name, Unknown) or not isinstance(asked, Unknown):
        return False
    return name.template == asked.template != ""
