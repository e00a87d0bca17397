"""A copy is further behind than its recovery point objective, or nobody knows how far.

A failover now would lose more than was promised, so `drgen failover` refuses without consent. A metric that says
nothing for two minutes is no zero: what was written since the last reading may be lost, too. A replica of RDS for
PostgreSQL reports up to five minutes while nobody writes to its source.
https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PostgreSQL.Replication.ReadReplicas.html

Look at what the writer is doing, and at the path between the regions; an objective below what the replication can keep
is a matter for the spec.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity

if TYPE_CHECKING:
    from drgen.failover.live import BySide
    from drgen.failover.live.lags import Behind

severity = Severity.HIGH


def check(lags: BySide[Behind]) -> Iterator[Finding]:
    for side, copies in lags.items():
        for instance, copy in sorted(copies.items()):
            if not copy.lag.loss <= copy.objective:
                message = f"{instance}: the {side}'s copy is {copy.lag} behind, its RPO is {copy.objective:g} s"
                yield Finding(("components", instance), message)
