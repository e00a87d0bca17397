"""A failover loses more of a durable store than the RPO that is promised.

What the replication of a durable store may lag behind (p95) is more than the declared RPO, or nothing of the store
reaches the standby at all. Of severity high where the figure is an estimate, else a blocker.

Replicate the store in a better way, give the component an RPO of its own that can be kept (`objectives: {rpo: …}`), or
say `durable: false` with a `because` where its data can be made again.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isinf
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity
from drgen.objectives import Point
from drgen.objectives.words import span

if TYPE_CHECKING:
    from drgen.objectives import Model, Promise

severity = Severity.BLOCKER


def check(expected: Model) -> Iterator[Finding]:
    for promise in expected.rpo:
        if promise.declared and not promise.kept:
            unsure = None if promise.verified else Severity.HIGH
            yield Finding(promise.path, _said(promise), instead=unsure)


def _said(promise: Promise) -> str:
    [point] = promise.because
    assert isinstance(point, Point)
    lost = "all" if isinf(promise.p95) else f"up to {span(promise.p95)}"
    return f"{promise.scope}: RPO {span(promise.declared)}, but a failover loses {lost}: {point.how}"
