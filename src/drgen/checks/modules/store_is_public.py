"""A store can be reached from the internet.

Brokers are often opened so that a link between the regions has a way. Peering does that without showing them to
everybody.

Set `publicly_accessible = false`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText, resources

severity = Severity.HIGH


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    for module, block in resources(modules, "aws_db_instance", "aws_mq_broker", "aws_rds_cluster_instance"):
        if (said := block.arguments.get("publicly_accessible", "false")) != "false":
            message = f"{module.name}: publicly_accessible of {block} is {said}"
            yield Finding((), message, mark=block.place("publicly_accessible"))
