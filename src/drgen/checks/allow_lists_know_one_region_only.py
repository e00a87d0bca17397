"""Others may let in the primary's addresses only.

A payment provider or a partner that admits callers by address turns the standby away, and opening takes them days. The
standby's NAT gateways have addresses of their own: drgen cannot know who has a list.

Tell everybody who keeps a list the Elastic IP addresses of both regions, now, and let a drill call them from the
standby; then accept this under `suppress:`, with whom you told.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.NOTE


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair, standby in sides.both(spec, stacks, "network"):
        if any(sides.pairs(spec, stacks, "eks")):
            count = len(spec.regions.standby.zones) if standby["nat"] == "per_zone" else 1
            calls = f"{spec.regions.standby.name} calls out from {count} addresses of its own"
            yield Finding(("components", pair.name), f"{calls}: whoever admits callers by address must know them")
