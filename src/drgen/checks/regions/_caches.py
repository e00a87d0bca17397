"""Which caches are members of an ElastiCache global datastore."""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import Links
from drgen.inventory import Resource


def datastores(links: Links) -> Iterator[tuple[Resource, Resource]]:
    """The global datastores with their primary members."""
    for this in links.regions.everything.of("aws_elasticache_global_replication_group"):
        for primary in links.of(this, "primary_replication_group_id", "aws_elasticache_replication_group"):
            yield this, primary


def joined(links: Links, datastore: Resource) -> list[Resource]:
    """The members that a datastore's identifier makes secondaries."""
    return list(links.to(datastore, "global_replication_group_id", "aws_elasticache_replication_group"))
