"""A queue is federated between two private Amazon MQ brokers.

A federation link is opened by the broker, and a private broker of Amazon MQ reaches no other private one: the
link never comes up, and its queue is not copied. (Resource shares change that from provider 6 on; these modules
do not use them.)
https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rabbitmq-basic-elements-plugins.html
https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/private-networking.html

Write `link: shovel`, run by a mover beside the brokers, or `hosted: kubernetes`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.BLOCKER


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair in sides.pairs(spec, stacks, "rabbitmq"):
        for name, queue in pair.primary["queues"].items():
            if pair.primary["hosted"] == "amazon_mq" and queue["link"] == "federation":
                message = f"{pair.name}: queue {name} has link federation, and the broker is hosted by amazon_mq"
                yield Finding(("components", pair.name, "queues", name, "link"), message)
