"""A failover takes longer than the RTO that is promised.

The plan (p95) of the failover's longest way, from the first error that users see until they are served again, is
longer than the declared RTO: a promise that cannot be kept is found out in the outage. While a figure on that way is
an estimate this is of severity high, else a blocker; docs/objectives.md says what each figure rests on.

`drgen objectives ENV` shows the timeline and what would help most. Change that, or promise an RTO that can be kept, or
replace an estimate that is wrong here under `estimates:` or by a drill's `evidence:`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity
from drgen.objectives import Step
from drgen.objectives.words import span

if TYPE_CHECKING:
    from drgen.objectives import Model, Promise

severity = Severity.BLOCKER


def check(expected: Model) -> Iterator[Finding]:
    for promise in expected.rto:
        if not promise.kept and not expected.one_step_too_long(promise):  # that has a check of its own
            unsure = None if promise.verified else Severity.HIGH
            yield Finding(promise.path, _said(promise), instead=unsure)


def _said(promise: Promise) -> str:
    longest = max((one for one in promise.because if isinstance(one, Step)), key=lambda step: step.figure.p95)
    return (
        f"{promise.scope}: RTO {span(promise.declared)}, but a failover takes {span(promise.p95)} (p95; expected "
        f"{span(promise.p50)}); {span(longest.figure.p95)} of it: {longest.what} ({longest.id})"
    )
