"""A broker's link to the other region is written into its configuration.

A static shovel runs whoever serves, and both regions' brokers would move the same messages to each other for ever; a
change of its direction needs a restart of the broker. RabbitMQ's dynamic links are turned round while it runs.
https://www.rabbitmq.com/docs/shovel-static

Leave shovels and federation out of `aws_mq_configuration`: the link is one of `queues:`, set up through the broker's
API.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText, resources

severity = Severity.HIGH


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    for module, block in resources(modules, "aws_mq_configuration"):
        for word in ("shovel", "federation"):
            if word in block.body:
                message = f"{module.name}: data of {block} sets up a {word}"
                yield Finding((), message, mark=block.place("data"))
