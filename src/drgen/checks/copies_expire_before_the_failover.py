"""Copies of messages expire before a failover would use them.

A failover may take as long as the objective allows. A message that was accepted just before the loss, and whose copy
is gone by then, is lost although the link had carried it.

Raise the queue's `ttl` above the RTO.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import durations, platform, sides
from drgen.findings import Finding, Severity
from drgen.messages import queues
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.HIGH


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair in sides.pairs(spec, stacks, "rabbitmq"):
        rto = platform.own(spec, pair.name)["objectives"]["rto_seconds"]
        for name, queue in pair.primary["queues"].items():
            if queues.is_copied(pair, queue) and queue["ttl"] and durations.seconds(queue["ttl"]) <= rto:
                message = f"{pair.name}: the copies of queue {name} expire after {queue['ttl']}; the RTO is {rto} s"
                yield Finding(("components", pair.name, "queues", name, "ttl"), message)
