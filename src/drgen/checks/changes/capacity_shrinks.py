"""A plan makes what serves, or what would serve, smaller.

The standby has to carry all the load when the primary is gone, or to grow quickly to where it can. What is taken
from it is missing on that day, when everybody else asks for capacity in the same region. A maximum is worse than a
minimum: no scaling step gets past it.

Put it back, or lower both regions alike and say in the pull request what load was measured.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sizes
from drgen.effects import Turn, falls, finding, name, shown, side, turns, updated, where
from drgen.findings import Finding, Severity
from drgen.inventory.changes import Change, Plan

severity = Severity.HIGH

_NUMBERS = {
    "aws_eks_node_group": ("scaling_config.0.max_size", "scaling_config.0.min_size"),
    "aws_autoscaling_group": ("max_size", "min_size"),
    "aws_appautoscaling_target": ("max_capacity", "min_capacity"),
    "aws_ecs_service": ("desired_count",),
    "aws_elasticache_replication_group": ("num_cache_clusters", "replicas_per_node_group", "num_node_groups"),
    "aws_elasticache_global_replication_group": ("num_node_groups",),
    "aws_rds_cluster": ("serverlessv2_scaling_configuration.0.max_capacity", "allocated_storage"),
    "aws_db_instance": ("max_allocated_storage", "iops"),
    "aws_dynamodb_table": ("read_capacity", "write_capacity"),
    "aws_lambda_function": ("reserved_concurrent_executions",),
    "aws_opensearch_domain": ("cluster_config.0.instance_count",),
    "aws_msk_cluster": ("number_of_broker_nodes",),
}
_TYPES = {
    "aws_rds_cluster_instance": "instance_class",
    "aws_docdb_cluster_instance": "instance_class",
    "aws_neptune_cluster_instance": "instance_class",
    "aws_db_instance": "instance_class",
    "aws_elasticache_replication_group": "node_type",
    "aws_elasticache_cluster": "node_type",
    "aws_elasticache_global_replication_group": "cache_node_type",
    "aws_mq_broker": "host_instance_type",
}
_FLAGS = ("multi_az", "multi_az_enabled", "automatic_failover_enabled")
_AT_MOST = ("max", "capacity", "num_", "replicas", "number")


def check(plans: list[Plan]) -> Iterator[Finding]:
    for change in updated(plans, *_NUMBERS):
        for found in turns(change, *_NUMBERS[change.type]):
            if falls(found):
                yield _fewer(change, found)
    for change in updated(plans, *_TYPES):
        for found in turns(change, _TYPES[change.type]):
            before, after = sizes.size(found.before), sizes.size(found.after)
            if before and after and not after.is_enough_for(before):
                does = f"shrinks {name(change)} from {before} to {after}{where(change)}"
                yield finding(change, does, _means(change), found.attribute, instead=_milder(change))
    for change in updated(plans, "aws_db_instance", "aws_elasticache_replication_group"):
        for found in turns(change, *_FLAGS):
            if found.before is True and found.goes:
                does = f"takes {name(change)} down to one zone{where(change)}"
                means = "The loss of a zone becomes the loss of the store, and a reason to fail over."
                yield finding(change, does, means, found.attribute, instead=_milder(change))


def _fewer(change: Change, found: Turn) -> Finding:
    what = found.attribute.rpartition(".")[2]
    does = f"lowers {what} of {name(change)} from {shown(found.before)} to {shown(found.after)}{where(change)}"
    instead = _milder(change) if any(word in what for word in _AT_MOST) else Severity.MEDIUM
    return finding(change, does, _means(change), found.attribute, instead=instead)


def _means(change: Change) -> str:
    if side(change) == "primary":
        return "It is missing when traffic comes home, and when the other region's load is measured by it."
    return "It has to carry the other region's load on the day of a failover, with what it has then."


def _milder(change: Change) -> Severity | None:
    return Severity.MEDIUM if side(change) == "primary" else None
