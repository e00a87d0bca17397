"""Both regions take the writes of one store.

What is written in the one is not in the other, and one of them will be thrown away. Promoting the standby while the old
primary is cut off makes such a pair: it comes back believing that it leads.

Close the side that was failed away from with `drgen fence`, then look at what was written there before it goes home.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity
from drgen.terms import SIDES

if TYPE_CHECKING:
    from drgen.failover.live import BySide

severity = Severity.BLOCKER


def check(writes: BySide[bool]) -> Iterator[Finding]:
    said = [writes.get(side, {}) for side in SIDES]
    for instance in sorted(said[0].keys() & said[1].keys()):
        if all(one[instance] for one in said):
            yield Finding(("components", instance), f"{instance}: primary and standby both take writes")
