"""What types of resources are, for a comparison of two regions."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from drgen.findings import Severity
from drgen.inventory import Resource
from drgen.resources import references

# Their control plane or their being is of no region.
_NO_REGION = (
    *("aws_account_", "aws_budgets_", "aws_ce_", "aws_cloudfront_", "aws_cur_", "aws_globalaccelerator_", "aws_iam_"),
    *("aws_identitystore_", "aws_networkmanager_", "aws_organizations_", "aws_route53_", "aws_route53domains_"),
    *("aws_route53recoverycontrolconfig_", "aws_route53recoveryreadiness_", "aws_shield_", "aws_ssoadmin_"),
    *("aws_s3control_multi_region_", "aws_s3_account_"),
)
_REGIONAL_AFTER_ALL = ("aws_route53_resolver_",)

# They join the regions, so that one of them is enough.
_JOINTS = frozenset(
    {
        *("aws_docdb_global_cluster", "aws_dynamodb_global_table", "aws_dynamodb_table_replica"),
        *("aws_elasticache_global_replication_group", "aws_neptune_global_cluster", "aws_rds_global_cluster"),
        *("aws_vpc_peering_connection", "aws_vpc_peering_connection_accepter", "aws_vpc_peering_connection_options"),
        *("aws_ec2_transit_gateway_peering_attachment", "aws_ec2_transit_gateway_peering_attachment_accepter"),
        *("aws_s3_bucket_replication_configuration", "aws_db_instance_automated_backups_replication"),
        *("aws_ecr_replication_configuration", "aws_efs_replication_configuration", "aws_kms_replica_key"),
        *("aws_kms_replica_external_key", "aws_vpclattice_service_network_vpc_association", "aws_lambda_permission"),
        *(
            "aws_dms_replication_task",
            "aws_dms_endpoint",
            "aws_dms_replication_instance",
            "aws_fis_experiment_template",
        ),
    }
)

# What a copy names its source with.
_COPIED = ("replicate_source_db", "replication_source_identifier", "source_region", "primary_key_arn")

# What else there is runs in no region of AWS: passwords, files, certificates made here, other clouds.
_COUNTED = ("aws_", "awscc_", "module", "kubernetes_", "helm_", "rabbitmq_", "postgresql_", "mysql_")


def is_global(resource: Resource) -> bool:
    """Whether it belongs to no region."""
    if resource.type.startswith(_REGIONAL_AFTER_ALL):
        return False
    return resource.type.startswith(_NO_REGION) or resource.known("scope") == "CLOUDFRONT"


def is_regional(resource: Resource) -> bool:
    """Whether it is in a region of AWS; other clouds have regions of their own."""
    return resource.type.startswith(("aws_", "awscc_", "module")) and not is_global(resource)


def counts(resource: Resource) -> bool:
    """Whether one region is expected to have it when the other one has."""
    if resource.mode not in ("managed", "module") or is_global(resource):
        return False
    return resource.type.startswith(_COUNTED) and resource.type not in _JOINTS | {"aws_default_tags"}


def is_replica(resource: Resource, near: Container[str] = ()) -> bool:
    """Whether it holds a copy of what another region has; `near` has the addresses of its own region's resources."""
    if resource.type in ("aws_kms_replica_key", "aws_dynamodb_table_replica"):
        return True
    copied = [name for name in _COPIED if resource.get(name) not in (None, "")]
    sources = [said.rpartition(".")[0] for name in copied for said in references(resource, name)]
    return resource.type.startswith("aws_") and bool(copied) and not any(one in near for one in sources)


@dataclass(frozen=True)
class Kind:
    """What a resource is to a failover, and how bad it is when the standby has none."""

    name: str  # in the plural, as a message says it
    missing: Severity


_DATA = Kind("data stores", Severity.HIGH)
_BALANCERS = Kind("load balancers and interfaces", Severity.HIGH)
_WORKLOADS = Kind("workloads", Severity.HIGH)
_CERTIFICATES = Kind("certificates", Severity.HIGH)
_NETWORKS = Kind("networks", Severity.HIGH)
_QUEUES = Kind("queues, topics and streams", Severity.MEDIUM)
_FUNCTIONS = Kind("functions and workflows", Severity.MEDIUM)
_BUCKETS = Kind("buckets", Severity.MEDIUM)
_KEYS = Kind("keys and parameters", Severity.MEDIUM)
OTHERS = Kind("other resources", Severity.NOTE)

_TYPES: dict[Kind, tuple[str, ...]] = {
    _DATA: (
        *("aws_db_instance", "aws_rds_cluster", "aws_docdb_cluster", "aws_neptune_cluster", "aws_redshift_cluster"),
        *("aws_opensearch_domain", "aws_elasticsearch_domain", "aws_efs_file_system", "aws_elasticache_cluster"),
        *("aws_elasticache_replication_group", "aws_elasticache_serverless_cache", "aws_memorydb_cluster"),
        *("aws_mq_broker", "aws_msk_cluster", "aws_fsx_lustre_file_system", "aws_fsx_ontap_file_system"),
        *("aws_fsx_windows_file_system", "aws_keyspaces_table", "aws_timestreamwrite_database"),
    ),
    _BALANCERS: ("aws_lb", "aws_alb", "aws_elb", "aws_apigatewayv2_api", "aws_api_gateway_rest_api"),
    _WORKLOADS: (
        *("aws_eks_cluster", "aws_ecs_cluster", "aws_ecs_service", "aws_autoscaling_group", "aws_instance"),
        *("aws_elastic_beanstalk_environment", "aws_apprunner_service", "aws_eks_node_group"),
    ),
    _CERTIFICATES: ("aws_acm_certificate",),
    _NETWORKS: ("aws_vpc",),
    _QUEUES: ("aws_sqs_queue", "aws_sns_topic", "aws_kinesis_stream", "aws_cloudwatch_event_bus"),
    _FUNCTIONS: ("aws_lambda_function", "aws_sfn_state_machine", "aws_scheduler_schedule"),
    _BUCKETS: ("aws_s3_bucket",),
    _KEYS: ("aws_kms_key", "aws_ssm_parameter"),
}
_BY_TYPE = {type_: kind for kind, types in _TYPES.items() for type_ in types}
# Modules that are not in the folder, by a word of their source: terraform-aws-modules/rds-aurora/aws.
_BY_SOURCE = (
    (("aurora", "rds", "elasticache", "redis", "documentdb", "opensearch", "efs", "msk", "kafka"), _DATA),
    (("alb", "elb", "nlb"), _BALANCERS),
    (("eks", "ecs", "autoscaling", "ec2"), _WORKLOADS),
    (("acm",), _CERTIFICATES),
    (("vpc",), _NETWORKS),
    (("sqs", "sns"), _QUEUES),
    (("lambda",), _FUNCTIONS),
    (("s3",), _BUCKETS),
    (("kms",), _KEYS),
)


def of(resource: Resource) -> Kind:
    """What a resource is to a failover."""
    if resource.mode != "module":
        return _BY_TYPE.get(resource.type, OTHERS)
    said = set(re.split(r"[^a-z0-9]+", str(resource.known("source", "")).lower().partition("?")[0]))
    return next((kind for words, kind in _BY_SOURCE if said & set(words)), OTHERS)


def carries_load(kind: Kind) -> bool:
    """Whether a pilot light builds it only in the failover."""
    return kind in (_BALANCERS, _WORKLOADS, _CERTIFICATES)


def holds_data(kind: Kind) -> bool:
    """Whether it holds what a failover must not lose."""
    return kind is _DATA
