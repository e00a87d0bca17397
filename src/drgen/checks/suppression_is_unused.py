"""A suppression accepts findings that there are not.

What it accepted was mended, or its place is written wrong. It would hide the fault when it comes back, with a
reason that was given for another one.

Remove it from `suppress:`, or correct its `at:`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from drgen import suppressions
from drgen.findings import Finding, Severity
from drgen.spec import Spec

severity = Severity.MEDIUM


def check(spec: Spec, found: list[Finding], ran: frozenset[str], today: date) -> Iterator[Finding]:
    for name, said in spec.suppress.items():
        if suppressions.has_expired(said, today):
            continue  # that has a check of its own
        if name in ran and not any(suppressions.meets(finding, name, said) for finding in found):
            where = f" at {', '.join(said.at)}" if said.at else ""
            yield Finding(("suppress", name), f"{name} finds nothing{where}, so nothing is accepted here")
