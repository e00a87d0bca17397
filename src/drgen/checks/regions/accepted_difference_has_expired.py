"""An accepted difference's last day is over.

Somebody accepted it until a day, and that day has passed: its findings are told again.

Mend it and remove it from the file for `--allow`, or decide again and give it another `until:`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from drgen.findings import Finding, Severity
from drgen.parity.accepted import Accepted

severity = Severity.MEDIUM


def check(accepted: tuple[Accepted, ...], today: date) -> Iterator[Finding]:
    for one in accepted:
        if one.has_expired(today):
            message = f"{one.check} was accepted until {one.until}; today is {today}. The reason was: {one.because}"
            yield Finding((), message, mark=one.mark)
