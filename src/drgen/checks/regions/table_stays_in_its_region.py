"""A table of the primary has no replica in the standby's region.

After a failover what it holds is not there: sessions, carts, or whatever the application keeps in it.
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GlobalTables.html

Add `replica { region_name = … }` with the standby's region.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drgen.checks.regions._links import about, is_primary, is_standby, is_unseen
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import is_absent, text

severity = Severity.HIGH


_KEPT = re.compile(r"session|cart|basket|order|user", re.IGNORECASE)
_LOCK = re.compile(r"lock", re.IGNORECASE)
_COPIES = ("aws_dynamodb_table_replica", "aws_dynamodb_global_table", "aws_dynamodb_table_export")
_RUNS = re.compile(
    r"aws_(ecs_service|eks_cluster|lambda_function|instance|autoscaling_group|lb|db_instance|rds_cluster)"
)


def check(regions: Regions) -> Iterator[Finding]:
    if is_unseen(regions, "dynamo|table"):
        return
    runs = any(_RUNS.fullmatch(one.type) and is_standby(regions, one) for one in regions.everything.resources)
    if not runs or any(regions.everything.of(*_COPIES)):
        return
    for table in regions.everything.of("aws_dynamodb_table"):
        name = f"{table.name} {text(table, 'name')}"
        is_lock = text(table, "hash_key") == "LockID" or _LOCK.search(name)
        if is_primary(regions, table) and is_absent(table, "replica") and not is_lock:
            worse = Severity.BLOCKER if _KEPT.search(name) else None
            yield about(table, "replica", f"is not set, and {regions.standby_region} runs what may read it", worse)
