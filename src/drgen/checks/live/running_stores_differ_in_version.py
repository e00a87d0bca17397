"""A database or cache runs another engine version in each region.

AWS refuses a switchover between unequal versions of a global database, and a datastore whose members differ. Somebody
upgraded one side, or a maintenance window did.
https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-upgrade.html

Raise the side that is behind: the standby first, then the primary.
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

severity = Severity.BLOCKER


def check(databases: BySide[Database], caches: BySide[Cache]) -> Iterator[Finding]:
    for kind in (databases, caches):
        primary, standby = (kind.get(side, {}) for side in SIDES)
        for instance in sorted(primary.keys() & standby.keys()):
            here, there = primary[instance].version, standby[instance].version
            if here and there and here != there:
                message = f"{instance}: {here} runs in the primary, {there} in the standby"
                yield Finding(("components", instance), message)
