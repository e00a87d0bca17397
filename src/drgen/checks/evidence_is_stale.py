"""The figures come from a drill that is half a year old.

Data grows, versions change, people leave: what was measured 180 days ago is a memory, not a measurement.

Drill again, and put the new file beside the old one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity
from drgen.objectives import evidence

if TYPE_CHECKING:
    from drgen.spec import Spec

severity = Severity.MEDIUM

_FRESH = timedelta(days=180)


def check(spec: Spec, today: date) -> Iterator[Finding]:
    drills = evidence.read(spec)
    newest = max(drills, key=lambda drill: drill.measured_at, default=None)
    if newest and (age := today - newest.measured_at.date()) > _FRESH:
        yield Finding(("evidence", newest.index), f"the last drill, {newest.drill}, was {age.days} days ago")
