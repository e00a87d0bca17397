"""A database that is replicated has a master password that AWS manages.

AWS makes no read replica of an instance with a managed password (for every engine but SQL Server), and no
global database with one: the standby cannot be made.
https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html

Use `password_wo` or `master_password_wo`, with the value of a replicated secret.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText, resources

severity = Severity.BLOCKER


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    for module, block in resources(modules, "aws_db_instance", "aws_rds_cluster"):
        if block.arguments.get("manage_master_user_password", "false") not in ("false", "null"):
            message = f"{module.name}: manage_master_user_password of {block} is set"
            yield Finding((), message, mark=block.place("manage_master_user_password"))
