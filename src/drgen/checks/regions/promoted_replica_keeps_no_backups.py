"""A replica in the standby keeps no automated backups of its own.

A read replica has no backups unless it sets `backup_retention_period` itself. After its promotion it is the only
copy, without a point-in-time restore, and it cannot be promoted while it takes its first backup; AWS advises to turn
them on, and to wait for one, before a promotion.
https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.html

Set `backup_retention_period` of the replica to what the source keeps.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._databases import replicas
from drgen.checks.regions._links import Links, about, given
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import is_absent, number

severity = Severity.HIGH


def check(regions: Regions) -> Iterator[Finding]:
    for one in replicas(Links(regions)):
        replica, path = one.replica, "backup_retention_period"
        if is_absent(replica, path) or number(replica, path) == 0:
            yield about(
                replica, path, f"is {given(replica, path)}; {one.source.address} keeps {given(one.source, path)}"
            )
