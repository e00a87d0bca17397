"""The standby's cluster of a global database sets what it takes from the primary.

A secondary gets its users, passwords and databases by replication. AWS refuses a master user name, a password or a
database name for it (`Cannot specify user name for cross region replication cluster`), the provider a snapshot.
https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/rds_cluster#master_username-1

Remove them from the cluster in the standby's region.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._databases import couples
from drgen.checks.regions._links import Links, about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Sensitive
from drgen.resources import is_absent

severity = Severity.HIGH


_TAKEN = ("master_username", "master_password", "master_password_wo", "database_name", "snapshot_identifier")


def check(regions: Regions) -> Iterator[Finding]:
    for primary, cluster in couples(Links(regions)):
        told = [
            name for name in _TAKEN if isinstance(cluster.get(name), str | Sensitive) and not is_absent(cluster, name)
        ]
        if told:
            yield about(cluster, told[0], f"sets {', '.join(told)}, which it takes from {primary.address}")
