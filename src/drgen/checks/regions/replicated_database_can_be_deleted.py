"""A database that replicates between the regions is not protected from deletion.

Whoever deletes it, or a plan that replaces it, takes half of the disaster recovery away in one call.
`deletion_protection` is off unless it is set, on either side.

Set `deletion_protection = true` on both sides and on the global database.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._databases import cluster_replicas, globals_of, replicas
from drgen.checks.regions._links import Links, about, given
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import is_off

severity = Severity.HIGH


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    found = [each for one in [*replicas(links), *cluster_replicas(links)] for each in (one.source, one.replica)]
    found += [each for one in globals_of(links) for each in (one.this, *one.members)]
    for one in {id(each): each for each in found}.values():
        if is_off(one, "deletion_protection"):
            yield about(one, "deletion_protection", f"is {given(one, 'deletion_protection')}")
