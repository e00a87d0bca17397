"""The RTO is over before anybody knows of the outage.

The clock of an RTO starts when users notice. Until a check has failed often enough, and somebody is paged, nothing can
happen, however it is automated.

Promise a longer RTO, or detect faster: `dns: {health_check: {interval: 10s, failures: 3}}` and alarms that page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity
from drgen.objectives import model
from drgen.objectives.words import span

if TYPE_CHECKING:
    from drgen.spec import Spec
    from drgen.stacks import Stack

severity = Severity.HIGH


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    found = model(spec, stacks)
    detected = sum(step.figure.p50 for step in found.timeline.before if step.id in ("detect", "page"))
    for promise in found.rto:
        if promise.declared < detected:
            yield Finding(promise.path, f"RTO {span(promise.declared)}, but the outage is known after {span(detected)}")
