"""A multi-Region key has no replica in the standby.

What applications encrypt with it travels with their data and can be read in the standby only with a replica of
the same key. A second multi-Region key is another key.

Add an `aws_kms_replica_key` of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText

severity = Severity.MEDIUM


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    for module in modules.values():
        copied = " ".join(
            block.arguments.get("primary_key_arn", "") for block in module.resources("aws_kms_replica_key")
        )
        for block in module.resources("aws_kms_key"):
            if block.arguments.get("multi_region") == "true" and f"{block}." not in copied:
                message = f"{module.name}: multi_region of {block} is true, and it has no aws_kms_replica_key"
                yield Finding((), message, mark=block.place("multi_region"))
