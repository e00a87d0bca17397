"""A secondary of a global datastore has one node.

After a promotion the loss of that node loses the cache, and the automatic failover that it inherits needs two: where
the primary has that, ElastiCache takes no secondary of one node.
https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html

Set `num_cache_clusters = 2`, or `replicas_per_node_group = 1`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import is_absent, number

severity = Severity.MEDIUM


def check(regions: Regions) -> Iterator[Finding]:
    for cache in regions.everything.of("aws_elasticache_replication_group"):
        if is_absent(cache, "global_replication_group_id"):
            continue
        for argument, enough in (("num_cache_clusters", 2), ("replicas_per_node_group", 1)):
            count = number(cache, argument)
            if count is not None and count < enough:
                yield about(cache, argument, f"is {count:g}, and {enough} is needed for a failover within the region")
