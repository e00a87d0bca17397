"""A store's copy in the other region is gone, or no longer follows.

It grows older by the second. A global database with one member, a replica whose replication ended in an error and a
datastore that lost a region all still look well from the writer's side.
https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_GlobalClusterMember.html
https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBInstanceStatusInfo.html

Look at the events of the copy. A replica of RDS that ended in an error is made anew; a member that left a global
database or a datastore joins again, which wipes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity
from drgen.terms import SIDES

if TYPE_CHECKING:
    from drgen.failover.live import BySide
    from drgen.failover.live.caches import Cache
    from drgen.failover.live.databases import Database
    from drgen.failover.parts import Part
    from drgen.spec import Spec

severity = Severity.BLOCKER

_WELL = ("connected", "replicating", "associated")


def check(spec: Spec, parts: list[Part], databases: BySide[Database], caches: BySide[Cache]) -> Iterator[Finding]:
    for part in parts:
        seen = caches if part.module == "elasticache" else databases
        halves = {side: said[part.instance] for side, said in seen.items() if part.instance in said}
        if not _replicates(part) or not halves:
            continue
        copies = {region: how for half in halves.values() for region, how in half.copies.items()}
        if not copies and len(seen) == len(SIDES):
            yield _finding(part, f"{part.instance} has no copy in another region")
        for region, how in sorted(copies.items()):
            if how.lower() not in _WELL and region in (spec.regions.primary.name, spec.regions.standby.name):
                yield _finding(part, f"{part.instance}: replication to {region} is {how}")


def _replicates(part: Part) -> bool:
    settings = [settings for settings in part.settings.values() if settings]
    if len(settings) < 2:  # noqa: PLR2004  both sides
        return False
    return part.module in ("aurora", "rds") or settings[0].get("replication") == "global_datastore"


def _finding(part: Part, message: str) -> Finding:
    return Finding(("components", part.instance), message)
