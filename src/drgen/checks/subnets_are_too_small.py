"""The private subnets have too few addresses for the nodes and pods at their maximum.

Every pod has an address of the subnet, and a node takes those of its network interfaces at once, whether pods
use them or not. When they run out, pods stay in ContainerCreating, in the middle of the failover. The addresses
a node are those of the instance type's interfaces
(https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/AvailableIpPerENI.html), by size: an estimate.

Give the region a larger `cidr` (a /16 has 8,187 addresses a zone for pods), or lower the groups' `max`.
"""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Network

from drgen import sides, sizes
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.HIGH


_RESERVED = 5  # addresses of a subnet that AWS keeps
_PRIVATE = 3  # bits: modules/regional/network gives each zone's private subnet an eighth of the range
# Interfaces times addresses (estimate): medium 2 × 4, large 3 × 10, xlarge 4 × 15, 4xlarge 8 × 30.
_ADDRESSES = ((4, 8), (8, 30), (32, 60), (float("inf"), 240))


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    if not sides.only(stacks, "network"):
        return
    wanted = dict.fromkeys(("primary", "standby"), 0)
    for pair in sides.pairs(spec, stacks, "eks"):
        for side in wanted:
            wanted[side] += _addresses(getattr(pair, side) or {})
    for side, needed in wanted.items():
        region = getattr(spec.regions, side)
        there = len(region.zones) * (IPv4Network(region.cidr).num_addresses // 2**_PRIVATE - _RESERVED)
        if needed > there:
            message = f"{region.name}: nodes and pods take up to {needed} addresses, {region.cidr} has {there} for them"
            yield Finding(("regions", side, "cidr"), message)


def _addresses(settings: sides.Settings) -> int:
    total = 0
    for name, group in settings.get("nodes", {}).items():
        over = (settings["standby_nodes"].get(name) or {}).get("instance_types")
        found = sizes.largest(list(over or group["instance_types"]))
        total += group["max"] * (_of_a_node(found) if found else 0)
    return total


def _of_a_node(size: sizes.Size) -> int:
    return next(addresses for units, addresses in _ADDRESSES if size.units < units)
