"""Nobody has tried this failover on AWS, or not since the platform got what it has now.

A way that was never gone is a guess: people, permissions, quotas and times are known by walking it. Evidence is older
than the platform when a step of the failover is in none of its files.

Drill on AWS, and name the file that the drill writes under `evidence:`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity

if TYPE_CHECKING:
    from drgen.objectives import Model

severity = Severity.MEDIUM


def check(expected: Model) -> Iterator[Finding]:
    drills = [drill for drill in expected.evidence if drill.counts]
    if not drills:
        yield Finding(("evidence",), "no drill on AWS is on record: nothing was measured", instead=Severity.NOTE)
        return
    measured = {id_ for drill in drills for id_ in drill.steps}
    lanes = expected.timeline.lanes.values()
    if unknown := sorted(step.id for lane in lanes for step in lane if step.id not in measured):
        yield Finding(
            ("evidence",), f"no drill has measured {', '.join(unknown)}: the platform is newer than its drills"
        )
