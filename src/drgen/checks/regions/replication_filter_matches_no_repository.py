"""A replication filter of ECR is written as a pattern.

`PREFIX_MATCH` compares the beginning of a repository's name literally. No name has a `*`, and ECR's API refuses a
filter that has one: no image is replicated, and the standby's pods cannot start.
https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_RepositoryFilter.html

Write the beginning of the names, such as `shop/`; leave the filter out to replicate everything.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import blocks

severity = Severity.BLOCKER


_FILTER = "repository_filter"


def check(regions: Regions) -> Iterator[Finding]:
    for one in regions.everything.of("aws_ecr_replication_configuration"):
        for configuration, rules in blocks(one, "replication_configuration"):
            for index, rule in enumerate(rules.get("rule") or []):
                for place, said in enumerate(rule.get(_FILTER) or []):
                    value = said.get("filter")
                    if isinstance(value, str) and set(value) & set("*?[^$"):
                        yield about(one, f"{configuration}.rule.{index}.{_FILTER}.{place}.filter", f"is {value}")
