"""Repositories arrive in the standby by replication, with default settings.

ECR makes the repository of a replicated image itself: without the primary's policy, so that other accounts cannot
pull, and with tags that can be overwritten.
https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates.html

Add an `aws_ecr_repository_creation_template` for replication in the standby's region, or the repository itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import Links, about, is_primary, is_standby
from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource
from drgen.resources import text

severity = Severity.MEDIUM


def check(regions: Regions) -> Iterator[Finding]:
    everything = regions.everything
    replicated = [one for one in everything.of("aws_ecr_replication_configuration") if is_primary(regions, one)]
    made = [*everything.of("aws_ecr_repository_creation_template"), *everything.of("aws_ecr_repository")]
    if not replicated or any(is_standby(regions, one) or not one.region for one in made):
        return
    links = Links(regions)
    shared = {one.address for each in everything.of("aws_ecr_repository_policy") for one in _of(links, each)}
    for one in everything.of("aws_ecr_repository"):
        if is_primary(regions, one) and (one.address in shared or text(one, "image_tag_mutability") == "IMMUTABLE"):
            why = "its policy" if one.address in shared else "IMMUTABLE tags"
            worse = Severity.HIGH if one.address in shared else None
            yield about(one, "name", f"loses {why} in {regions.standby_region}: no template there", worse)


def _of(links: Links, policy: Resource) -> list[Resource]:
    return links.of(policy, "repository", "aws_ecr_repository")
