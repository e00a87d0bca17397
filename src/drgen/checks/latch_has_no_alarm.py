"""Traffic is moved by a latch whose alarms nobody makes.

The records' health check reads two alarms, `<platform>-latch-out` and `<platform>-latch-back`, which the
component `alarms` makes in each region. Without them the check never says anything else than it does today:
traffic cannot be moved.

Add `alarms: {}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.BLOCKER


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    dns = sides.only(stacks, "dns")
    made = {stack.name for stack in stacks for call in stack.calls if call.module.name == "alarms"}
    missing = [side for side in ("primary", "standby") if side not in made]
    if dns and missing and str(spec.traffic) != "routing_control":
        message = f"dns reads the alarms {spec.name}-latch-out and -back; no alarms in the {' and the '.join(missing)}"
        yield Finding(("components", dns[0]), message)
