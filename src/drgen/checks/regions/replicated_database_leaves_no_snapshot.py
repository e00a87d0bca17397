"""A database that replicates between the regions is deleted without a final snapshot.

A destroy that was not meant leaves nothing to restore from, and the deletion replicates.

Set `skip_final_snapshot = false` and a `final_snapshot_identifier`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._databases import cluster_replicas, globals_of, replicas
from drgen.checks.regions._links import Links, about, is_primary
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import is_on

severity = Severity.MEDIUM


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    sources = [one.source for one in [*replicas(links), *cluster_replicas(links)]]
    members = [each for one in globals_of(links) for each in one.members if is_primary(regions, each)]
    for one in {id(each): each for each in [*sources, *members]}.values():
        if is_on(one, "skip_final_snapshot"):
            yield about(one, "skip_final_snapshot", "is true")
