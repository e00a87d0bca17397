"""The standby's subnets have less than half of the primary's addresses.

Every node, pod and interface takes one. When the standby scales up to the primary's load it runs out of addresses
before it runs out of anything that an alarm watches.
https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html

Give the standby's subnets the ranges of the primary's sizes.
"""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Network

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource
from drgen.resources import text

severity = Severity.MEDIUM


def check(regions: Regions) -> Iterator[Finding]:
    if not any(True for _ in regions.paired("aws_eks_node_group", "aws_autoscaling_group", "aws_ecs_service")):
        return
    pairs = list(regions.paired("aws_subnet"))
    here, there = [_addresses(one.primary) for one in pairs], [_addresses(one.standby) for one in pairs]
    need, has = sum(filter(None, here)), sum(filter(None, there))
    if None not in (*here, *there) and has * 2 < need:
        message = f"{has} addresses in {len(pairs)} subnets; the primary has {need}"
        yield about(pairs[0].standby, "cidr_block", message)


def _addresses(one: Resource) -> int | None:
    """How many addresses a subnet has, without the five that AWS keeps."""
    try:
        return IPv4Network(text(one, "cidr_block"), strict=False).num_addresses - 5
    except ValueError:
        return None
