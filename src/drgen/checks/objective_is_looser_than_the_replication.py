"""The RPO that is promised is far looser than what the replication keeps.

Every durable store that the RPO holds for loses less than a tenth of it, even at p95. Alarms that go by the objective
ring late, and somebody may pay for replication that nobody asked for.

Promise what you have, or replicate less where the looser RPO is what is wanted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity
from drgen.objectives.words import span

if TYPE_CHECKING:
    from drgen.objectives import Model

severity = Severity.NOTE

_SHARE = 0.1


def check(expected: Model) -> Iterator[Finding]:
    promises = expected.rpo
    for path in dict.fromkeys(promise.path for promise in promises):
        worst = max((promise for promise in promises if promise.path == path), key=lambda promise: promise.p95)
        if worst.p95 < _SHARE * worst.declared:
            message = f"RPO {span(worst.declared)}, the worst durable store ({worst.scope}) loses {span(worst.p95)}"
            yield Finding(path, message)
