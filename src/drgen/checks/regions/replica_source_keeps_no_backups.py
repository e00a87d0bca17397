"""A read replica's source keeps no automated backups.

RDS makes a read replica only of an instance whose automated backups are on, and `backup_retention_period` is 0 when
nothing sets it: the replica is refused, and there is no standby on the day it is needed.
https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstanceReadReplica.html

Set `backup_retention_period` of the source to at least 1; 7 or more lets it be restored to a point of last week.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._databases import replicas
from drgen.checks.regions._links import Links, about, given
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import is_absent, number

severity = Severity.BLOCKER


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    for one in replicas(links):
        source = one.source
        inherits = any(not is_absent(source, path) for path in ("snapshot_identifier", "restore_to_point_in_time"))
        is_zero = number(source, "backup_retention_period") == 0
        if is_zero or (is_absent(source, "backup_retention_period") and not inherits):
            said = given(source, "backup_retention_period")
            yield about(source, "backup_retention_period", f"is {said}, and {one.replica.address} replicates it")
