"""A repository of the primary is covered by no replication rule.

Its images stay in the primary's region; what the standby runs of them cannot be pulled on the day the primary's
registry is dark.
https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html

Add a filter with the beginning of its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from drgen.checks.regions._links import about, is_primary
from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource, Unknown
from drgen.resources import text

severity = Severity.HIGH


def check(regions: Regions) -> Iterator[Finding]:
    everything = regions.everything
    owners = [one for one in everything.of("aws_ecr_replication_configuration") if is_primary(regions, one)]
    prefixes = [prefix for one in owners for prefix in _prefixes(one)]
    if not prefixes or "" in prefixes or not all(isinstance(prefix, str) for prefix in prefixes):
        return
    for repository in everything.of("aws_ecr_repository"):
        name = text(repository, "name")
        if name and is_primary(regions, repository) and not name.startswith(tuple(prefixes)):
            yield about(repository, "name", f"is {name}; {owners[0].address} replicates {', '.join(prefixes)}")


def _prefixes(one: Resource) -> Iterator[Any]:
    """The prefixes of all rules; "" for everything, None for what cannot be told."""
    found = one.known("replication_configuration.0.rule")
    for rule in found if isinstance(found, list) else [None]:
        filters = rule.get("repository_filter") if isinstance(rule, dict) else Unknown()
        if not filters:
            yield ""
        elif isinstance(filters, list):
            yield from (said.get("filter") for said in filters)
        else:
            yield None
