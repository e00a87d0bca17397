"""The table of state locks is replicated between the regions.

A lock that arrives a second late is none: two people apply at once, each from a region, and a digest that travels on
its own no longer fits the state that the bucket has there (hashicorp/terraform, issue 32190).

Keep a table for each region's bucket, or lock by `use_lockfile`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import is_absent, text

severity = Severity.HIGH


def check(regions: Regions) -> Iterator[Finding]:
    for table in regions.everything.of("aws_dynamodb_table"):
        if text(table, "hash_key") == "LockID" and not is_absent(table, "replica"):
            yield about(table, "replica", f"is set for {text(table, 'name') or table.address}, whose key is LockID")
