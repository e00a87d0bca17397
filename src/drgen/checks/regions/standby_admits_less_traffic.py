"""A security group of the standby lacks a port that the primary's opens.

What the primary may do is refused in the standby: found by the first user after the failover.

Give both groups the same rules.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource
from drgen.resources import blocks, number, text

severity = Severity.HIGH


def check(regions: Regions) -> Iterator[Finding]:
    for pair in regions.paired("aws_security_group"):
        for side in ("ingress", "egress"):
            here, there = _ports(pair.primary, side), _ports(pair.standby, side)
            if here and there and (missing := sorted(here - there)):
                listed = ", ".join(f"{protocol} {first:g}-{last:g}" for protocol, first, last in missing)
                yield about(pair.standby, side, f"lacks {listed}, which {pair.primary.address} has")


def _ports(group: Resource, side: str) -> set[tuple[str, float, float]]:
    """The protocols and ports of inline rules; nothing when one cannot be told."""
    found = set()
    for path, _ in blocks(group, side):
        first, last = number(group, f"{path}.from_port"), number(group, f"{path}.to_port")
        if first is None or last is None or not text(group, f"{path}.protocol"):
            return set()
        found.add((text(group, f"{path}.protocol"), first, last))
    return found
