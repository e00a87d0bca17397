"""A replica in the standby keeps no automated backups of its own, or for less long than its source.

A read replica has no backups unless it sets `backup_retention_period` itself. After its promotion it is the only copy:
AWS keeps one day of backups from then on when nothing else is said, and before the first one is finished there is
nothing to restore. A replica cannot be promoted while it takes a backup; AWS advises to turn them on, and to complete
one, before a promotion.
https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.Promote.html
https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_PromoteReadReplica.html

Set `backup_retention_period` of the replica to what the source keeps.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._databases import cluster_replicas, couples, replicas
from drgen.checks.regions._links import Links, about, given
from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource
from drgen.resources import is_absent, number

severity = Severity.HIGH
_KEPT = "backup_retention_period"  # days


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    for one in replicas(links):
        if is_absent(one.replica, _KEPT) or number(one.replica, _KEPT) == 0:
            yield _finding(one.source, one.replica, None)
        else:
            yield from _shorter(one.source, one.replica)
    clusters = [(one.source, one.replica) for one in cluster_replicas(links)]
    for source, replica in [*couples(links), *clusters]:
        yield from _shorter(source, replica)


def _shorter(source: Resource, replica: Resource) -> Iterator[Finding]:
    """A day of backups where the source keeps more is hardly a restore: nobody has found the fault yet by then."""
    here, there = number(source, _KEPT), number(replica, _KEPT)
    if here is not None and there is not None and there < here:
        yield _finding(source, replica, None if there <= 1 else Severity.MEDIUM)


def _finding(source: Resource, replica: Resource, milder: Severity | None) -> Finding:
    message = f"is {given(replica, _KEPT)}; {source.address} keeps {given(source, _KEPT)}"
    return about(replica, _KEPT, message, milder)
