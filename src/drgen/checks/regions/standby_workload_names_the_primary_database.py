"""A workload of the standby is told the address of the primary's database.

After the failover it goes on writing to a database that is dark, or, worse, to one that was told to stop.

Give it the global writer endpoint, the standby's own endpoint, or a name that the failover moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drgen.checks.regions._links import Links, about, is_primary, is_standby
from drgen.findings import Finding, Severity
from drgen.inventory import Regions

severity = Severity.HIGH


_STORES = (
    "aws_rds_cluster",
    "aws_db_instance",
    "aws_elasticache_replication_group",
    "aws_mq_broker",
    "aws_rds_cluster_instance",
)
_ADDRESSES = (
    ".endpoint",
    ".address",
    ".reader_endpoint",
    ".primary_endpoint_address",
    ".configuration_endpoint_address",
)
_RUNS = (
    "aws_ecs_task_definition", "aws_lambda_function", "aws_instance", "aws_launch_template", "helm_release",
    "aws_ssm_parameter", "aws_secretsmanager_secret_version", "kubernetes_config_map", "kubernetes_secret",
)  # fmt: skip


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    for one in (each for each in regions.everything.of(*_RUNS) if is_standby(regions, each)):
        for argument, said in one.references.items():
            stores = [each for each in links.of(one, argument, *_STORES) if each.region]
            addresses = [reference for reference in said if _INDEX.sub("", reference).endswith(_ADDRESSES)]
            if addresses and stores and all(is_primary(regions, each) for each in stores):
                yield about(one, argument, f"reads {addresses[0]}, which is in {stores[0].region}")


_INDEX = re.compile(r"\[[^\]]*\]")
