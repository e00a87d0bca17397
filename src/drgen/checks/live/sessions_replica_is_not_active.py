"""The sessions table's copy in the other region is not active.

Whoever was logged in is not, after a failover; and what a run left word of in that table does not arrive.
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GlobalTables.html

Look at the table's replicas. One whose key was out of reach for twenty hours is taken out of the global table, and made
anew by an apply of `foundation`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity
from drgen.terms import SIDES

if TYPE_CHECKING:
    from drgen.failover.live import BySide
    from drgen.failover.live.tables import Table
    from drgen.failover.parts import Part
    from drgen.spec import Spec

severity = Severity.BLOCKER


def check(spec: Spec, parts: list[Part], tables: BySide[Table]) -> Iterator[Finding]:
    if not any(part.module == "sessions" for part in parts):
        return
    for side, said in tables.items():
        other = getattr(spec.regions, SIDES[1 - SIDES.index(side)]).name
        table = said.get(f"{spec.name}-sessions")
        if table is None:
            yield Finding(("components", "sessions"), f"there is no table {spec.name}-sessions in the {side}")
        elif (status := table.replicas.get(other, "missing")) != "ACTIVE":
            yield Finding(("components", "sessions"), f"the {side} calls the table's copy in {other} {status}")
