"""An estimate of the spec changes nothing.

It names a step that this failover has not, or one that a drill on AWS has measured: a measurement wins.

Remove it, or name one of the steps that `drgen objectives ENV` lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity
from drgen.objectives import evidence
from drgen.problems import did_you_mean

if TYPE_CHECKING:
    from drgen.objectives import Model
    from drgen.spec import Spec

severity = Severity.MEDIUM


def check(spec: Spec, expected: Model) -> Iterator[Finding]:
    measured = evidence.figures(expected.evidence)
    for name in spec.estimates:
        if name not in expected.ids:
            hint = did_you_mean(name, expected.ids, "the steps are")
            yield Finding(("estimates", name), f"there is no step {name}", fix=hint)
        elif name in measured:
            yield Finding(("estimates", name), f"{name} was measured: {measured[name].source}")
