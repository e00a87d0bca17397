"""A cluster of a global database keeps its password in Secrets Manager by itself.

Managed master passwords are not supported for Aurora global databases: the secret stays in one region, so after a
failover nobody could log in; AWS refuses it.
https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html

Use `master_password_wo` with a secret of your own that is replicated to the standby's region.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._databases import is_member
from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import is_on, references

severity = Severity.BLOCKER


def check(regions: Regions) -> Iterator[Finding]:
    for cluster in regions.everything.of("aws_rds_cluster"):
        if is_member(cluster) and is_on(cluster, "manage_master_user_password"):
            joined = ", ".join(references(cluster, "global_cluster_identifier")) or "a global database"
            yield about(cluster, "manage_master_user_password", f"is true, and the cluster is a member of {joined}")
