"""Queues are linked between the regions, and nothing connects their networks.

Brokers are private in both regions: a federation link or a shovel needs a route from one VPC to the other.

Add `peering: {}`, or accept this under `suppress:` when a transit gateway connects the networks.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.HIGH


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair, _ in sides.both(spec, stacks, "rabbitmq"):
        every = [*pair.primary["queues"].items(), *pair.primary["exchanges"].items()]
        linked = sorted({name for name, one in every if one["link"] != "none"})
        if linked and not sides.only(stacks, "peering"):
            message = f"{pair.name}: {', '.join(linked)} cross the regions, and there is no peering"
            yield Finding(("components", pair.name, "queues"), message)
