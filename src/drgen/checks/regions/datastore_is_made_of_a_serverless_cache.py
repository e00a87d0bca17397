"""A global datastore is made of a serverless cache.

Global datastores replicate self-designed clusters only.
https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html

Make the primary member an `aws_elasticache_replication_group`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import Links, about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions

severity = Severity.BLOCKER


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    for this in regions.everything.of("aws_elasticache_global_replication_group"):
        for cache in links.of(this, "primary_replication_group_id", "aws_elasticache_serverless_cache"):
            yield about(this, "primary_replication_group_id", f"is {cache.address}, a serverless cache")
