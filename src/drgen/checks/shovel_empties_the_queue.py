"""A shovel takes a queue's messages away from the region that serves.

Without bindings there is nothing from which a shovel could take copies: it consumes the queue itself, beside its own
consumers, and what it takes is done in the other region or not at all.

Write the `bindings` of the queue, so that the link takes copies; or `moves: true` when the other region shall
have the messages.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.HIGH


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair in sides.pairs(spec, stacks, "rabbitmq"):
        for name, queue in pair.primary["queues"].items():
            if queue["link"] == "shovel" and not queue["bindings"] and not queue["moves"]:
                message = f"{pair.name}: the shovel of queue {name} empties it: the queue has no bindings"
                yield Finding(("components", pair.name, "queues", name, "link"), message)
