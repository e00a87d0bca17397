"""A promise is kept only by figures that the spec states itself.

Under `estimates:` the spec may know better than the model. Where a promise is kept with those figures and not without
them, it stands and falls with them: they are your organisation's statement, not drgen's, and no drill has shown them.

Drill, and name the file under `evidence:`: what was measured replaces what was stated.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity
from drgen.objectives.words import span

if TYPE_CHECKING:
    from drgen.objectives import Model

severity = Severity.NOTE


def check(expected: Model) -> Iterator[Finding]:
    for kind, promises in (("RTO", expected.rto), ("RPO", expected.rpo)):
        for one in promises:
            for step in one.stated:
                message = (
                    f"{one.scope}: {kind} {span(one.declared)} is kept ({span(one.p95)}) by what is stated here; "
                    f"by the model's own figures it is {span(one.without_estimates)}"
                )
                yield Finding(("estimates", step), message)
