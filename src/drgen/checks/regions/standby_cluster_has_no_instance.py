"""The standby's cluster of a global database has no instance.

A secondary without instances replicates the storage only. A failover must first create an instance, for some 8 to 15
minutes (an estimate of drgen's) and at the mercy of the capacity of that day. To upgrade the minor version of Aurora
MySQL a secondary must have one, too.
https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-attach.console.headless.html
https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-upgrade.html

Add an `aws_rds_cluster_instance` to the standby's cluster, unless the recovery time objective has room for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._databases import couples, instances
from drgen.checks.regions._links import Links, about, is_unseen
from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource

severity = Severity.MEDIUM


def check(regions: Regions) -> Iterator[Finding]:
    if is_unseen(regions, "rds|aurora|database|db"):
        return
    links = Links(regions)
    unplaced = [one for one in _instances(regions) if not links.of(one, "cluster_identifier", "aws_rds_cluster")]
    for primary, cluster in couples(links):
        if instances(links, primary) and not instances(links, cluster) and not unplaced:
            message = f"no instance; {primary.address} has {len(instances(links, primary))}"
            yield about(cluster, "cluster_identifier", message)


def _instances(regions: Regions) -> list[Resource]:
    return list(regions.everything.of("aws_rds_cluster_instance"))
