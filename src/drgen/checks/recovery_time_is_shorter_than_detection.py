"""The RTO is over before anybody knows of the outage.

The clock of an RTO starts when users notice. Until a check has failed often enough, and somebody is paged, nothing can
happen, however it is automated.

Promise a longer RTO, or detect faster: `dns: {health_check: {interval: 10s, failures: 3}}` and alarms that page.
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
        if expected.one_step_too_long(promise) == "detect":
            message = f"RTO {span(promise.declared)}, but the outage is known after {span(expected.detection)}"
            yield Finding(promise.path, message, instead=Severity.BLOCKER if promise.verified else None)
