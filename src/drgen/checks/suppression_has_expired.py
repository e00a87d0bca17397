"""A suppression's last day is over.

Somebody accepted a fault until a day, and that day has passed: its findings are told again.

Mend the fault and remove the suppression, or decide again and give it another `until:`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from drgen import suppressions
from drgen.findings import Finding, Severity
from drgen.spec import Spec

severity = Severity.MEDIUM


def check(spec: Spec, today: date) -> Iterator[Finding]:
    for name, said in spec.suppress.items():
        if suppressions.has_expired(said, today):
            path = ("suppress", name, "until")
            yield Finding(
                path, f"{name} was accepted until {said.until}; today is {today}. The reason was: {said.because}"
            )
