"""Whether the second region is meant to take over for the first, or only exists beside it."""

from __future__ import annotations

from dataclasses import replace

from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource
from drgen.parity import kinds, words

# What only a region that is to take over must have, or be.
_OF_A_STANDBY = frozenset(
    {
        *("buckets_of_the_regions_do_not_replicate", "images_stay_in_the_primary", "repository_is_not_replicated"),
        *("resource_is_missing_in_the_standby", "secret_stays_in_the_primary", "table_stays_in_its_region"),
        *("standby_listens_in_clear_text", "standby_nodes_cannot_reach_the_load", "standby_admits_less_traffic"),
        *("backups_never_leave_the_primary", "cache_is_empty_after_a_failover", "standby_state_lives_in_the_primary"),
        *("failover_automation_lives_in_the_primary", "regions_share_a_state"),
    }
)
_JOINTS = ("aws_rds_global_cluster", "aws_elasticache_global_replication_group", "aws_dynamodb_table_replica")


def weighed(findings: list[Finding], regions: Regions) -> list[Finding]:
    """The findings; where nothing says that one region stands by for the other, the lack of a standby is no fault."""
    if is_meant(regions):
        return findings
    return [
        replace(one, severity=min(one.severity, Severity.MEDIUM)) if one.check in _OF_A_STANDBY else one
        for one in findings
    ]


def is_meant(regions: Regions) -> bool:
    """Whether names, replicas or failover records say that the second region takes over."""
    near: dict[str, set[str]] = {}
    for one in regions.everything.resources:
        near.setdefault(one.region, set()).add(one.address)
    return any(_says_so(one, near[one.region]) for one in regions.everything.resources)


def _says_so(one: Resource, near: set[str]) -> bool:
    if one.type in _JOINTS or kinds.is_replica(one, near) or one.get("failover_routing_policy"):
        return True
    names = (one.provider.rpartition(".")[2], one.module, one.name, one.source.rpartition("/")[2])
    return any(words.role(name) == "standby" for name in names)
