"""A module asks AWS, or another root's state, while Terraform plans.

A data source is read in every plan: when what it asks is dark, nothing of the root can be planned or applied.
The standby that reads something of the primary waits for the region that it should replace.

Take the value as an input; policies may stay in `aws_iam_policy_document`, which asks nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText

severity = Severity.BLOCKER


_SILENT = {"aws_iam_policy_document", "aws_partition", "aws_region"}


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    for module in modules.values():
        for block in module.blocks:
            if block.kind in ("data", "ephemeral") and block.labels[0] not in _SILENT:
                yield Finding((), f"{module.name}: {block} is read in every plan", mark=block.mark)
