"""A backup plan copies nothing to the other region.

The region that is lost takes its backups along. Replication is no answer: it copies damage, too.

Add a `copy_action` to the vault of the other region.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText, resources

severity = Severity.HIGH


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    for module, block in resources(modules, "aws_backup_plan"):
        for rule in block.blocks("rule"):
            if not any(_is_elsewhere(block.labels[1], copy.arguments) for copy in rule.blocks("copy_action")):
                message = f"{module.name}: copy_action of {block} leads to no vault of the other region"
                yield Finding((), message, mark=rule.mark)


def _is_elsewhere(side: str, arguments: dict[str, str]) -> bool:
    """Whether a copy goes to another vault than that of its own side."""
    vault = arguments.get("destination_vault_arn", "")
    return vault.startswith("aws_backup_vault.") and vault.split(".")[1] != side
