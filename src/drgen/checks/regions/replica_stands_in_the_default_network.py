"""A replica in the standby is told no network, so it stands in the region's default one.

A replica in another region takes the default security group of its VPC unless it is told others, and without a subnet
group that VPC is the region's default one: the workloads of the standby's own VPC cannot reach it, and where no default
VPC is left it is refused.
https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.XRgn.html

Set `db_subnet_group_name` and `vpc_security_group_ids` of the replica to those of the standby.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._databases import cluster_replicas, replicas
from drgen.checks.regions._links import Links, about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import is_absent

severity = Severity.HIGH


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    for one in [*replicas(links), *cluster_replicas(links)]:
        for argument in ("db_subnet_group_name", "vpc_security_group_ids"):
            if is_absent(one.replica, argument) and not is_absent(one.source, argument):
                yield about(one.replica, argument, f"is not set; {one.source.address} has one")
                break
