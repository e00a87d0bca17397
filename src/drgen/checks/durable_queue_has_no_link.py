"""A queue whose messages must survive has no link to the standby's broker.

RabbitMQ replicates nothing between regions by itself: without federation or a shovel, every message that waits
in the queue is lost with the region.

Give the queue `link: shovel`, or bind it to an exchange that has a link; or say `durable: false` with a `because`
when its producer sends again.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.messages import queues
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.BLOCKER


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair in sides.pairs(spec, stacks, "rabbitmq"):
        for name, queue in pair.primary["queues"].items():
            if queue["durable"] and queue["link"] not in ("federation", "shovel") and not queues.feeding(pair, queue):
                message = f"{pair.name}: queue {name} is durable, and its link is {queue['link']}"
                yield Finding(("components", pair.name, "queues", name, "link"), message)
