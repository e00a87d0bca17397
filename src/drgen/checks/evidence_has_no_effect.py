"""A drill's evidence changes nothing, or not all that it measured is a step of this failover.

Times from an emulator prove no time on AWS and replace no estimate; a step that the failover has not (any more) tells
that the drill ran on another platform than the one that the spec describes.

Drill on AWS, and again after the platform has changed; remove the file where it has nothing to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity

if TYPE_CHECKING:
    from drgen.objectives import Model

severity = Severity.MEDIUM


def check(expected: Model) -> Iterator[Finding]:
    for drill in expected.evidence:
        path = ("evidence", drill.index)
        if not drill.counts:
            yield Finding(path, "it was measured on an emulator: its times count for nothing", instead=Severity.NOTE)
        if strange := sorted(drill.measured().keys() - set(expected.ids)):
            yield Finding(path, f"it measured what this failover has not: {', '.join(strange)}")
