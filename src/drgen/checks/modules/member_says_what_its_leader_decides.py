"""A secondary says itself what it must take from what it joins.

AWS refuses a secondary cluster that has a user, a password or a database of its own, and a datastore's member with a
node type or an engine: the standby cannot be created, or is created beside the global database and not in it. AWS says
`Cannot specify user name for cross region replication cluster`.
https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/rds_cluster#master_username-1

Give the argument to the primary only, and null to the standby: `local.is_primary ? … : null`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText, resources

severity = Severity.HIGH


_DECIDED = {
    "aws_rds_cluster": ("database_name", "master_password_wo", "master_username", "snapshot_identifier"),
    "aws_elasticache_replication_group": (
        "engine",
        "engine_version",
        "node_type",
        "parameter_group_name",
        "transit_encryption_mode",
    ),
}


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    for module, block in resources(modules, *_DECIDED):
        if not {"global_cluster_identifier", "global_replication_group_id"} & block.arguments.keys():
            continue
        for name in _DECIDED[block.labels[0]]:
            said = block.arguments.get(name, "null")
            if "null" not in said:
                message = f"{module.name}: {name} of {block} is {said} in the standby, too"
                yield Finding((), message, mark=block.place(name))
