"""A resource does not ignore what a failover changes.

After a promotion AWS reads back another source, another primary, another leader than the code says. Unless
Terraform ignores it, the next plan detaches the standby, promotes a replica or replaces the store. Two of the
worst plans are updates in place. The list is that of docs/modules.md and was tried with Terraform 1.11 and
provider 5.100.

Put the attribute into `ignore_changes`, with a comment that says why.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText, resources

severity = Severity.BLOCKER


WANTED = {
    "aws_rds_global_cluster": {"database_name", "engine_version", "source_db_cluster_identifier"},
    "aws_rds_cluster": {
        "availability_zones",
        "database_name",
        "engine_version",
        "global_cluster_identifier",
        "master_username",
        "replication_source_identifier",
    },
    "aws_rds_cluster_instance": {"engine_version"},
    "aws_db_instance": {
        "availability_zone",
        "db_name",
        "engine_version",
        "kms_key_id",
        "replicate_source_db",
        "snapshot_identifier",
        "storage_encrypted",
        "username",
    },
    "aws_elasticache_global_replication_group": {
        "automatic_failover_enabled",
        "cache_node_type",
        "engine_version",
        "num_node_groups",
        "parameter_group_name",
        "primary_replication_group_id",
    },
    "aws_elasticache_replication_group": {  # a member of a datastore
        "auth_token",
        "automatic_failover_enabled",
        "engine",
        "engine_version",
        "global_replication_group_id",
        "multi_az_enabled",
        "node_type",
        "num_node_groups",
        "parameter_group_name",
        "transit_encryption_mode",
    },
    "aws_eks_node_group": {"scaling_config[0].desired_size"},
    "aws_mq_broker": {"engine_version", "user"},
    "aws_secretsmanager_secret": {"replica"},
    "aws_ssm_parameter": {"value"},
}


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    for module, block in resources(modules, *WANTED):
        is_alone = (
            block.labels[0] == "aws_elasticache_replication_group" and "global_replication_group_id" not in block.body
        )
        missing = set() if is_alone else WANTED[block.labels[0]] - block.ignored()
        for attribute in sorted(missing):
            message = f"{module.name}: {block} does not ignore changes of {attribute}"
            yield Finding((), message, mark=block.place("lifecycle"))
