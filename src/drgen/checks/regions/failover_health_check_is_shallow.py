"""The health check that decides a failover asks for nothing that needs the database.

A web server answers `/` while the database behind it is dead, and an open port proves less still.

Ask for a path that tries the database and the cache, such as /healthz/deep, with `type = "HTTPS"`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import Links, about, given
from drgen.checks.regions._records import failover_records
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import is_absent, text

severity = Severity.MEDIUM


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    for record in failover_records(regions, "PRIMARY"):
        for one in links.of(record, "health_check_id", "aws_route53_health_check"):
            kind, path = text(one, "type"), text(one, "resource_path")
            if kind == "TCP":
                yield about(one, "type", "is TCP: an open port is all it asks for")
            elif kind.startswith("HTTP") and (path == "/" or is_absent(one, "resource_path")):
                yield about(one, "resource_path", f"is {given(one, 'resource_path')}")
