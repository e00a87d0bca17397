"""An Aurora cluster of another region takes an RDS instance for its source.

An Aurora global database, and an Aurora replica in another region, replicate Aurora clusters. An RDS instance can be
the source of an Aurora replica in its own region only, for a migration. What was meant to stand by is never created.
https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.html

Make the primary an `aws_rds_cluster`, or replicate with an `aws_db_instance` whose `replicate_source_db` is the source.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._databases import is_member
from drgen.checks.regions._links import Links, about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions

severity = Severity.BLOCKER


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    for cluster in regions.everything.of("aws_rds_cluster"):
        for source in links.of(cluster, "replication_source_identifier", "aws_db_instance"):
            if is_member(cluster) or (cluster.region and source.region and cluster.region != source.region):
                message = f"is {source.address}, an RDS instance of {source.region}; this is an Aurora cluster"
                yield about(cluster, "replication_source_identifier", message)
    for this in regions.everything.of("aws_rds_global_cluster"):
        for source in links.of(this, "source_db_cluster_identifier", "aws_db_instance"):
            message = f"is {source.address}, an RDS instance; a global database is made of Aurora clusters"
            yield about(this, "source_db_cluster_identifier", message)
