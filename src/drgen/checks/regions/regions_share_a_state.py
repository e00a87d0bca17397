"""One root, and so one state, holds stores or servers of both regions.

A plan of it reads both regions: while one is dark it fails, so nothing can be changed in the other. And one wrong plan
reaches the data of both.

Give each region a root and a state of its own; leave to a shared one only what stands on both, such as records.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from drgen.checks.regions._links import about, is_primary, is_standby
from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource

severity = Severity.HIGH


_CORE = (
    "aws_db_instance", "aws_rds_cluster", "aws_elasticache_replication_group", "aws_mq_broker", "aws_eks_cluster",
    "aws_ecs_service", "aws_instance", "aws_autoscaling_group", "aws_lb", "aws_vpc",
)  # fmt: skip


def check(regions: Regions) -> Iterator[Finding]:
    roots: dict[str, list[Resource]] = defaultdict(list)
    for one in regions.everything.of(*_CORE):
        roots[_root(one)].append(one)
    for found in roots.values():
        here = [one for one in found if is_primary(regions, one)]
        there = [one for one in found if is_standby(regions, one)]
        if here and there:
            message = f"in one state with {here[0].address} of {here[0].region}; this is in {there[0].region}"
            yield about(there[0], "provider", message)


def _root(one: Resource) -> str:
    return one.source
