"""Backups are made less often than the promise for damaged data allows.

Replication copies a wrong DELETE within a second: what helps are backups only. `objectives.corruption.rpo` says what
may be lost when data is damaged in both regions; a restore loses everything since the last copy, and the time that
copying took besides. (While the region lives, the point-in-time restore of Aurora and RDS goes back to within minutes.)

Lower `backup.copy_every`, or promise less in `objectives.corruption.rpo`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import durations, sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.HIGH


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    backup = sides.only(stacks, "backup")
    if not backup:
        return
    every, path = backup[1]["copy_every"], ("components", backup[0], "copy_every")
    for who, promised in _promises(spec):
        if durations.seconds(every) > promised:
            yield Finding(path, f"a copy every {every}; {who} may lose {promised // 3600} h of damaged data")
        elif durations.seconds(every) == promised:
            message = f"a copy every {every}, all that {who} may lose: nothing is left for making and copying it"
            yield Finding(path, message, instead=Severity.NOTE)


def _promises(spec: Spec) -> Iterator[tuple[str, int]]:
    if spec.objectives.corruption:
        yield "the platform", spec.objectives.corruption.rpo
    for name, component in spec.components.items():
        if component.objectives and component.objectives.corruption:
            yield name, component.objectives.corruption.rpo
