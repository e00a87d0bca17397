"""A registry's replication is configured twice in one region.

There is one replication configuration for an account and region. The last apply wins, and the other's repositories
silently stop replicating.
https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html

Keep one `aws_ecr_replication_configuration`, with a rule for each need.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource

severity = Severity.BLOCKER


def check(regions: Regions) -> Iterator[Finding]:
    owners: dict[tuple[str, str], Resource] = {}
    for one in regions.everything.of("aws_ecr_replication_configuration"):
        place = (one.source, one.region)
        first = owners.setdefault(place, one)
        if first is not one and one.region and _exists(first) and _exists(one):
            yield about(one, "replication_configuration", f"{first.address} configures {one.region}, too")


def _exists(one: Resource) -> bool:
    """Whether it is surely made: without count, or with one that is known, so that its address has an index."""
    return not one.repetition or one.address.endswith("]")
