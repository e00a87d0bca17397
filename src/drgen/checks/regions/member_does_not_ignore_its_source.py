"""A cluster of a global database does not ignore its own replication source.

AWS writes `replication_source_identifier` of a secondary, and after a switchover of the former primary. Terraform
reads it, finds nothing in the configuration, and plans to remove it: that detaches the cluster, or fails. The
provider's documentation asks to ignore it.
https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/rds_cluster#replication_source_identifier-1

Add `lifecycle { ignore_changes = [replication_source_identifier] }` to the clusters of both regions.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._databases import is_member
from drgen.checks.regions._links import about, is_standby
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import is_absent

severity = Severity.BLOCKER


_ROLE = "replication_source_identifier"


def check(regions: Regions) -> Iterator[Finding]:
    for cluster in regions.everything.of("aws_rds_cluster"):
        rules = cluster.lifecycle
        if not is_member(cluster) or rules is None or not is_absent(cluster, _ROLE):
            continue
        if not rules.ignore_changes & {_ROLE, "all"}:
            listed = ", ".join(sorted(rules.ignore_changes)) or "nothing"
            after = None if is_standby(regions, cluster) else Severity.HIGH  # it bites after a switchover only
            yield about(cluster, "lifecycle", f"ignore_changes lacks {_ROLE}; it has {listed}", after)
