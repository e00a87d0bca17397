"""The standby's private subnets have fewer free addresses than its nodes need to grow.

Each node takes one address and each pod another: a group that cannot get them stops growing, and says so only in its
events. What is free is what AWS counts now, with what already runs taken off.
https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html

Give the standby larger subnets, or take away what fills them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity

if TYPE_CHECKING:
    from drgen.failover.live import BySide
    from drgen.failover.live.clusters import Cluster

severity = Severity.HIGH

_PODS = 16  # addresses a node at the least: one prefix of the VPC CNI, or that many pods


def check(subnets: BySide[int], clusters: BySide[Cluster]) -> Iterator[Finding]:
    waits, serves = clusters.get("standby", {}), clusters.get("primary", {})
    free = sum(subnets.get("standby", {}).values())
    nodes = sum(_missing(waits[name], serves[name]) for name in waits.keys() & serves.keys())
    if subnets.get("standby") and free < nodes * _PODS:
        message = f"{free} addresses are free in the standby, {nodes} more nodes need {nodes * _PODS}"
        yield Finding(("components", "network"), message)


def _missing(waits: Cluster, serves: Cluster) -> int:
    """The nodes that the standby lacks of what the primary runs now."""
    shared = waits.groups.keys() & serves.groups.keys()
    return sum(max(0, serves.groups[name].desired - waits.groups[name].desired) for name in shared)
