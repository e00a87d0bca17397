"""The caches of the two regions differ in node type or shards.

A datastore changes both on all its members at once, so that one of them was changed on its own, or is no member any
more. After a promotion the smaller one serves all the load.
https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html

Give both the same node type and number of shards, through the datastore where there is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity
from drgen.terms import SIDES

if TYPE_CHECKING:
    from drgen.failover.live import BySide
    from drgen.failover.live.caches import Cache

severity = Severity.HIGH


def check(caches: BySide[Cache]) -> Iterator[Finding]:
    primary, standby = (caches.get(side, {}) for side in SIDES)
    for instance in sorted(primary.keys() & standby.keys()):
        here, there = primary[instance], standby[instance]
        if here.copies and (here.node_type, here.shards) != (there.node_type, there.shards):
            both = f"{here.node_type} × {here.shards} in the primary, {there.node_type} × {there.shards} in the standby"
            yield Finding(("components", instance), f"{instance}: {both}")
