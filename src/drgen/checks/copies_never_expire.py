"""Copies of messages pile up in the region that does not serve.

A link copies every message; in the other region nobody consumes. Without an expiry the queue grows until the
broker's disk is full, and then its alarm stops the link and every publisher.

Give the queue a `ttl`: longer than a failover takes, and than the oldest message waits for its consumer.
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
        for name, queue in pair.primary["queues"].items():
            if queues.is_copied(pair, queue) and queue["ttl"] is None:
                message = f"{pair.name}: the copies of queue {name} have no ttl"
                yield Finding(("components", pair.name, "queues", name), message)
