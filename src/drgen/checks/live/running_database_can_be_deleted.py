"""A database's deletion protection is off.

One call deletes it, and what follows from it in the other region stands alone. A rebuild takes the protection off and
puts it on again: one that broke off leaves it off.

Turn it on: `aws rds modify-db-instance --deletion-protection`, `modify-db-cluster` for Aurora.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity

if TYPE_CHECKING:
    from drgen.failover.live import BySide
    from drgen.failover.live.databases import Database
    from drgen.failover.parts import Part

severity = Severity.HIGH


def check(parts: list[Part], databases: BySide[Database]) -> Iterator[Finding]:
    for part in parts:
        for side, said in databases.items():
            database = said.get(part.instance)
            if database and not database.is_protected and part.at(side).get("deletion_protection", True):
                yield Finding(("components", part.instance), f"{part.instance} in {side} has no deletion protection")
