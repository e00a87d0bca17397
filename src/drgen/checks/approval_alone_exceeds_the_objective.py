"""Waiting for a person's decision alone takes longer than the RTO.

Whoever must be woken, look and decide takes half an hour in the worst of ordinary cases: no faster database helps.

Promise a longer RTO, or say under `estimates: {decide: …}` how fast your people decide, and why you know.
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
    decide = next(step for step in found.timeline.before if step.id == "decide").figure.p95
    for promise in found.rto:
        if decide > promise.declared and any(one.id == "decide" for one in promise.because):
            yield Finding(promise.path, f"RTO {span(promise.declared)}, but a decision takes {span(decide)} (p95)")
