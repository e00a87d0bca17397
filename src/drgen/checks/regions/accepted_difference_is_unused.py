"""An accepted difference is not there.

What it accepted was mended, or its pattern is written wrong. It would hide the fault when it comes back, with a
reason that was given for another one.

Remove it from the file for `--allow`, or correct its pattern.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from drgen.findings import Finding, Severity
from drgen.parity.accepted import Accepted

severity = Severity.MEDIUM


def check(accepted: tuple[Accepted, ...], found: list[Finding], today: date) -> Iterator[Finding]:
    for one in accepted:
        if not one.has_expired(today) and not any(one.meets(finding) for finding in found):
            yield Finding((), f"{one.check} finds nothing at {one.address}, so nothing is accepted here", mark=one.mark)
