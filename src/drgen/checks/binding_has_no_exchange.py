"""A queue is bound to an exchange that its vhost does not have.

The broker refuses the binding when `drgen messages apply` has already made other objects, and no message ever comes.
RabbitMQ itself brings `amq.direct`, `amq.fanout`, `amq.headers`, `amq.match` and `amq.topic` into every vhost.
https://www.rabbitmq.com/docs/exchanges

Declare the exchange under `exchanges`, in the queue's vhost; or bind to one that is there.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.HIGH

_EVERYWHERE = frozenset(f"amq.{kind}" for kind in ("direct", "fanout", "headers", "match", "topic"))


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair in sides.pairs(spec, stacks, "rabbitmq"):
        places = {name: one["vhost"] for name, one in pair.primary["exchanges"].items()}
        for name, queue in pair.primary["queues"].items():
            for exchange in sorted(queue["bindings"].keys() - _EVERYWHERE):
                if places.get(exchange) != queue["vhost"]:
                    message = f"{pair.name}: queue {name} is bound to {exchange}, which vhost {queue['vhost']} lacks"
                    yield Finding(("components", pair.name, "queues", name, "bindings", exchange), message)
