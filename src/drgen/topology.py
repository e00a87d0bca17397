"""What Terraform's resources are to a recovery: what holds data, what carries it away, what moves traffic."""

from __future__ import annotations

from drgen.effects import at
from drgen.inventory.changes import Change

# What holds data that nobody can make anew, in words.
STORES = {
    "aws_db_instance": "database",
    "aws_rds_cluster": "database cluster",
    "aws_docdb_cluster": "DocumentDB cluster",
    "aws_neptune_cluster": "Neptune cluster",
    "aws_redshift_cluster": "warehouse",
    "aws_dynamodb_table": "table",
    "aws_elasticache_cluster": "cache",
    "aws_elasticache_replication_group": "cache",
    "aws_elasticache_serverless_cache": "cache",
    "aws_memorydb_cluster": "MemoryDB cluster",
    "aws_mq_broker": "broker",
    "aws_msk_cluster": "Kafka cluster",
    "aws_opensearch_domain": "search domain",
    "aws_s3_bucket": "bucket",
    "aws_efs_file_system": "file system",
    "aws_fsx_ontap_file_system": "file system",
    "aws_fsx_openzfs_file_system": "file system",
    "aws_secretsmanager_secret": "secret",
    "aws_ebs_volume": "volume",
    "aws_ecr_repository": "image repository",
    "aws_sqs_queue": "queue",
    "aws_backup_vault": "backup vault",
    "aws_kinesis_stream": "stream",
}

# What exists only to carry data to another region, in words.
LINKS = {
    "aws_rds_global_cluster": "global database",
    "aws_docdb_global_cluster": "global DocumentDB cluster",
    "aws_neptune_global_cluster": "global Neptune database",
    "aws_elasticache_global_replication_group": "global datastore",
    "aws_memorydb_multi_region_cluster": "multi-region cluster",
    "aws_dynamodb_global_table": "global table",
    "aws_dynamodb_table_replica": "replica of a table",
    "aws_db_instance_automated_backups_replication": "replication of automated backups",
    "aws_s3_bucket_replication_configuration": "bucket replication",
    "aws_s3control_multi_region_access_point": "multi-region access point",
    "aws_ecr_replication_configuration": "image replication",
    "aws_efs_replication_configuration": "file system replication",
    "aws_msk_replicator": "Kafka replicator",
    "aws_dms_replication_task": "replication task",
    "aws_drs_replication_configuration_template": "server replication",
    "aws_keyspaces_keyspace": "keyspace",
}

# A store is one half of a replication when one of these is set; each was tried, or is documented, as detaching it.
TOPOLOGY = {
    "aws_rds_cluster": ("global_cluster_identifier", "replication_source_identifier", "source_region"),
    "aws_db_instance": ("replicate_source_db",),
    "aws_rds_global_cluster": ("source_db_cluster_identifier",),
    "aws_docdb_cluster": ("global_cluster_identifier",),
    "aws_neptune_cluster": ("global_cluster_identifier", "replication_source_identifier"),
    "aws_elasticache_replication_group": ("global_replication_group_id",),
    "aws_elasticache_global_replication_group": ("primary_replication_group_id",),
    "aws_mq_broker": ("data_replication_primary_broker_arn", "data_replication_mode"),
    "aws_kms_replica_key": ("primary_key_arn",),
    "aws_memorydb_cluster": ("multi_region_cluster_name",),
}

RECORDS = "aws_route53_record"
POLICIES = (
    "failover_routing_policy",
    "weighted_routing_policy",
    "latency_routing_policy",
    "geolocation_routing_policy",
    "geoproximity_routing_policy",
)


def membership(change: Change) -> tuple[str, str]:
    """The attribute that makes a store one half of a replication, and its value; ("", "") for a store on its own."""
    for attribute in TOPOLOGY.get(change.type, ()):
        value = at(change.before, attribute)
        if isinstance(value, str) and value and attribute != "source_region":
            return attribute, value
    return "", ""


def is_routed(change: Change, values: dict[str, object] | None = None) -> bool:
    """Whether a record is one of several that share a name."""
    said = change.before if values is None else values
    return any(at(said, policy) for policy in POLICIES)
