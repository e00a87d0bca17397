"""A RabbitMQ broker is told to replicate itself to another region.

`data_replication_mode = "CRDR"` is a feature of ActiveMQ only: a RabbitMQ broker has nothing that would do it.
https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/crdr-for-active-mq.html

Remove it; links between the brokers carry the messages.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText, resources

severity = Severity.BLOCKER


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    for module, block in resources(modules, "aws_mq_broker"):
        if "CRDR" in block.arguments.get("data_replication_mode", ""):
            message = f"{module.name}: data_replication_mode of {block} is CRDR"
            yield Finding((), message, mark=block.place("data_replication_mode"))
