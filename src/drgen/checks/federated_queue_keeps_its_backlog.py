"""A queue whose messages must survive is linked by queue federation, which copies nothing.

A federated queue moves messages only when somebody consumes in the other region. What waits in the region that is
lost is lost with it, however long it waited.
https://www.rabbitmq.com/docs/federated-queues

Federate the exchange that feeds the queue, or write `link: shovel` with its `bindings`: both copy. Or say
`durable: false` with a `because`.
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
            if queue["durable"] and queue["link"] == "federation" and not queues.feeding(pair, queue):
                message = f"{pair.name}: queue {name} is durable, and its federation leaves the backlog where it is"
                yield Finding(("components", pair.name, "queues", name, "link"), message)
