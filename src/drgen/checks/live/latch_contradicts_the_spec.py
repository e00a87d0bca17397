"""A latch sends traffic to another region than the spec calls active, or nobody repeats what it says.

`out` set means that the primary is out, `back` set that it is in again although `out` could not be cleared. An alarm
whose schedule is off forgets nothing, but a health check that is made anew starts as healthy, and hears nothing.

Where a run broke off, `drgen failover resume`; else `drgen reconcile` makes the spec say what is. `back` is cleared by
`drgen failback` once the standby lives again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity

if TYPE_CHECKING:
    from drgen.failover.live import BySide
    from drgen.failover.live.latches import Latch
    from drgen.spec import Spec

severity = Severity.BLOCKER


def check(spec: Spec, latches: BySide[Latch]) -> Iterator[Finding]:
    found = {name: latch for said in latches.values() for name, latch in said.items()}
    for name, latch in sorted(found.items()):
        is_set, repeats = latch.state == "ALARM", latch.schedule == "ENABLED"
        if not latch.state:
            yield Finding(("traffic",), f"latch {name} has no alarm")
        elif is_set and name == "back":
            yield Finding(("traffic",), "latch back is set: the primary is answered whatever happens to it")
        elif is_set != (spec.active == "standby") and name == "out" and not _overruled(found):
            state = "set" if is_set else "clear"
            yield Finding(("traffic",), f"latch {name} is {state}, the spec says that the {spec.active} serves")
        elif is_set != repeats:
            state, schedule = "set" if is_set else "clear", latch.schedule or "missing"
            yield Finding(("traffic",), f"latch {name} is {state}, and the schedule that repeats it is {schedule}")


def _overruled(found: dict[str, Latch]) -> bool:
    """With `back` set, `out` may stay set: the standby was dark on the way home."""
    return "back" in found and found["back"].state == "ALARM"
