"""Brokers on Kubernetes are linked, and nothing says where they are reached from the other region.

A service's cluster name means nothing outside its cluster. A link needs a name that resolves across the peering, and
that the broker's certificate holds, for its peer is always verified.

Write `topology.addresses` with one name for each side: that of an internal load balancer, in a zone that both VPCs
see.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.messages import queues
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.HIGH


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair in sides.pairs(spec, stacks, "rabbitmq"):
        if (
            pair.primary["hosted"] == "kubernetes"
            and queues.is_linked(pair)
            and not pair.primary["topology"]["addresses"]
        ):
            message = f"{pair.name}: its links have no address to go to"
            yield Finding(("components", pair.name), message)
