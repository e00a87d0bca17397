"""Waiting for a person's decision alone takes longer than the RTO.

Whoever must be woken, look and decide takes half an hour in the worst of ordinary cases: no faster database helps.

Promise a longer RTO, or say under `estimates: {decide: …}` how fast your people decide, and why you know.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity
from drgen.objectives.words import span

if TYPE_CHECKING:
    from drgen.objectives import Model

severity = Severity.HIGH


def check(expected: Model) -> Iterator[Finding]:
    for promise in expected.rto:
        if expected.one_step_too_long(promise) == "decide":
            decide = expected.decision
            message = f"RTO {span(promise.declared)}, but a decision takes {span(decide)} (p95) of {span(promise.p95)}"
            yield Finding(promise.path, message, instead=Severity.BLOCKER if promise.verified else None)
