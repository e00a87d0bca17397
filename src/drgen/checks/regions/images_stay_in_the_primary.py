"""Images are kept in the primary's registry only, and the standby runs containers.

While the primary is dark, nothing new can start in the standby.
https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html

Add an `aws_ecr_replication_configuration` to the standby's region.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about, is_primary, is_standby, is_unseen
from drgen.findings import Finding, Severity
from drgen.inventory import Regions

severity = Severity.HIGH


_RUNS = ("aws_eks_cluster", "aws_ecs_service", "aws_ecs_cluster")


def check(regions: Regions) -> Iterator[Finding]:
    if is_unseen(regions, "ecr|registr|replicat"):
        return
    everything = regions.everything
    repositories = list(everything.of("aws_ecr_repository"))
    if not repositories or not all(is_primary(regions, one) for one in repositories):
        return
    if any(everything.of("aws_ecr_replication_configuration", "aws_ecr_pull_through_cache_rule")):
        return
    runs = [one for one in everything.of(*_RUNS) if is_standby(regions, one)]
    if runs:
        listed = ", ".join(one.address for one in repositories[:3])
        message = f"{listed} of {regions.primary_region} and no replication; {runs[0].address} runs containers"
        yield about(repositories[0], "name", message)
