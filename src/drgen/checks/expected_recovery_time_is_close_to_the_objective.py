"""A failover keeps its RTO only if nothing goes wrong.

The plan (p95) is within the declared RTO, but what is expected (p50) already takes more than six tenths of it: one step
that has to be repeated breaks the promise.

See `drgen objectives ENV` for what would help most, or promise a longer RTO.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity
from drgen.objectives.words import span

if TYPE_CHECKING:
    from drgen.objectives import Model

severity = Severity.MEDIUM

_SHARE = 0.6


def check(expected: Model) -> Iterator[Finding]:
    for promise in expected.rto:
        if promise.kept and promise.p50 > _SHARE * promise.declared:
            message = f"{promise.scope}: RTO {span(promise.declared)}, expected are {span(promise.p50)} already"
            yield Finding(promise.path, message)
