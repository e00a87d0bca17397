"""A read replica's source keeps its password in Secrets Manager by itself.

RDS refuses a read replica of an instance that manages its master password in Secrets Manager, for every engine but
SQL Server.
https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html

Use `password_wo` with a secret of your own that is replicated to the standby's region.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._databases import replicas
from drgen.checks.regions._links import Links, about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import is_on, text

severity = Severity.BLOCKER


def check(regions: Regions) -> Iterator[Finding]:
    for one in replicas(Links(regions)):
        source = one.source
        if is_on(source, "manage_master_user_password") and not text(source, "engine").startswith("sqlserver"):
            yield about(source, "manage_master_user_password", f"is true, and {one.replica.address} replicates it")
