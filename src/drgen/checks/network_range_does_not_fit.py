"""A region's address range, or its number of zones, does not fit the network that is laid out in it.

The network module divides a range of /16 to /20 among two to four zones; smaller ones have too few addresses
for pods. Terraform refuses it, but not before a plan.

Write a `cidr` of /16 to /20 and two to four zones.
"""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Network

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.HIGH


_SMALLEST, _MOST_ZONES = 20, 4


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    if not sides.only(stacks, "network"):
        return
    for side in ("primary", "standby"):
        region = getattr(spec.regions, side)
        if IPv4Network(region.cidr).prefixlen > _SMALLEST:
            yield Finding(("regions", side, "cidr"), f"{region.cidr} is smaller than a /{_SMALLEST}")
        if len(region.zones) > _MOST_ZONES:
            yield Finding(
                ("regions", side, "zones"), f"{len(region.zones)} zones; the addresses are laid out for {_MOST_ZONES}"
            )
