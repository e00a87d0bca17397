"""A registry's replication is configured twice in one region.

There is one replication configuration for an account and region. The last apply wins, and the other's repositories
silently stop replicating.
https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ecr_replication_configuration

Keep one `aws_ecr_replication_configuration`, with a rule for each need.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource

severity = Severity.BLOCKER


def check(regions: Regions) -> Iterator[Finding]:
    owners: dict[tuple[str, str, str], Resource] = {}
    for one in regions.everything.of("aws_ecr_replication_configuration"):
        place = (one.source, one.provider, one.region)
        first = owners.setdefault(place, one)
        if first is not one and one.region and not first.repetition and not one.repetition:
            yield about(one, "replication_configuration", f"{first.address} configures {one.region}, too")
