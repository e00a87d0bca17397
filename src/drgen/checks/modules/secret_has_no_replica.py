"""A secret is made in one region only.

The standby's databases and pods log in with it; while the primary's region is dark nobody can read it.

Add a `replica` block with the standby's region and key.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText, resources

severity = Severity.BLOCKER


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    for module, block in resources(modules, "aws_secretsmanager_secret"):
        if not block.blocks("replica"):
            yield Finding((), f"{module.name}: {block} has no replica", mark=block.mark)
