"""A store that is replicated between regions names no key of its own region.

A key lives in one region. AWS refuses to make an encrypted replica in another region without a key there, and
with its own default key nobody else can read the snapshots.
https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.XRgn.html

Set `kms_key_id = var.foundation_key_arn`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText, resources

severity = Severity.BLOCKER


STORES = ("aws_db_instance", "aws_elasticache_replication_group", "aws_rds_cluster")


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    for module, block in resources(modules, *STORES):
        if block.arguments.get("kms_key_id", "null") == "null":
            yield Finding((), f"{module.name}: kms_key_id of {block} is not set", mark=block.mark)
