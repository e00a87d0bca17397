"""An instance of a global database is of a burstable class.

Aurora global databases need memory-optimized classes: db.t3 and db.t4g are refused (`The requested instance class is
not supported by global databases`).
https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.configuration.requirements.html
https://github.com/hashicorp/terraform-provider-aws/issues/27736

Use db.r6g.large or larger, or db.serverless.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._databases import is_member
from drgen.checks.regions._links import Links, about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import text

severity = Severity.BLOCKER


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    for instance in regions.everything.of("aws_rds_cluster_instance"):
        kind = text(instance, "instance_class")
        for cluster in links.of(instance, "cluster_identifier", "aws_rds_cluster"):
            if kind.startswith("db.t") and is_member(cluster):
                message = f"is {kind}, and {cluster.address} is a member of a global database"
                yield about(instance, "instance_class", message)
