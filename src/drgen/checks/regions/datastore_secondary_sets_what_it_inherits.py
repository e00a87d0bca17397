"""A secondary of a global datastore sets what the datastore decides.

Node type, engine, shards and parameters are the datastore's: the provider refuses them together with
`global_replication_group_id`, and a change of them on a member is refused by AWS.
https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elasticache_replication_group#global_replication_group_id-1

Leave them out of the secondary; it takes its subnets, security groups, key and number of replicas only.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import is_absent

severity = Severity.HIGH


_INHERITED = ("node_type", "engine", "engine_version", "num_node_groups", "parameter_group_name")


def check(regions: Regions) -> Iterator[Finding]:
    for cache in regions.everything.of("aws_elasticache_replication_group"):
        ignored = cache.lifecycle.ignore_changes if cache.lifecycle else frozenset()
        if cache.lifecycle is None or is_absent(cache, "global_replication_group_id"):
            continue
        told = [name for name in _INHERITED if cache.known(name) and name not in ignored]
        if told:
            listed = ", ".join(f"{name} {cache.known(name)}" for name in told)
            yield about(cache, told[0], f"sets {listed}, which its datastore decides")
