"""A plan may destroy a store.

A wrong `count`, a renamed module or a forced replacement is one line among hundreds of a plan.
`prevent_destroy` makes Terraform refuse it, in both regions.

Add `lifecycle { prevent_destroy = true }`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText, resources

severity = Severity.HIGH


STORES = (
    "aws_backup_vault",
    "aws_db_instance",
    "aws_dynamodb_table",
    "aws_elasticache_global_replication_group",
    "aws_kms_key",
    "aws_mq_broker",
    "aws_rds_cluster",
    "aws_rds_global_cluster",
)


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    for module, block in resources(modules, *STORES, "aws_elasticache_replication_group"):
        is_warm = (
            block.labels[0] == "aws_elasticache_replication_group" and "global_replication_group_id" not in block.body
        )
        said = [one.arguments.get("prevent_destroy") for one in block.blocks("lifecycle")]
        if "true" not in said and not is_warm:
            message = f"{module.name}: prevent_destroy of {block} is {(said or [None])[0] or 'not set'}"
            yield Finding((), message, mark=block.place("lifecycle"))
