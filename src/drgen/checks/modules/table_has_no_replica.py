"""A table that both regions use is in one region only.

Sessions and the record of who may run are read in the standby as soon as it serves.

Add a `replica` block with the standby's region and key, and turn on the stream that it reads.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText, resources

severity = Severity.BLOCKER


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    for module, block in resources(modules, "aws_dynamodb_table"):
        replicas = block.blocks("replica")
        if module.scope == "foundation" and not replicas:
            yield Finding((), f"{module.name}: {block} has no replica", mark=block.mark)
        if replicas and block.arguments.get("stream_enabled") != "true":
            yield Finding((), f"{module.name}: stream_enabled of {block} is not true", mark=block.mark)
