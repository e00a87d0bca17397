"""A secret is in the primary's region only.

The standby's workloads start with the failover, and find no password while the primary is dark.
https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html

Add `replica { region = … }` with the standby's region.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about, is_standby, is_unseen
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import is_absent

severity = Severity.HIGH


_RUNS = (
    "aws_ecs_service", "aws_eks_cluster", "aws_lambda_function", "aws_instance", "aws_autoscaling_group",
    "aws_db_instance", "aws_rds_cluster",
)  # fmt: skip


def check(regions: Regions) -> Iterator[Finding]:
    if is_unseen(regions, "secret"):
        return
    runs = any(is_standby(regions, one) for one in regions.everything.of(*_RUNS))
    there = [one for one in regions.everything.of("aws_secretsmanager_secret") if is_standby(regions, one)]
    for secret in regions.only_primary if runs and not there else ():
        if secret.type == "aws_secretsmanager_secret" and secret.mode == "managed" and is_absent(secret, "replica"):
            yield about(
                secret, "replica", f"is not set, and {regions.standby_region or 'the standby'} has no such secret"
            )
