"""An RPO of zero is promised for a store that is replicated asynchronously.

Everything that replicates between two regions here does so after the write was confirmed: Aurora, RDS, ElastiCache,
DynamoDB (MREC), RabbitMQ and S3 all lose what was under way. Only a planned switchover loses nothing.

Promise what the replication can keep: `drgen objectives ENV` shows what each store may lose.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity
from drgen.objectives.words import span

if TYPE_CHECKING:
    from drgen.objectives import Model

severity = Severity.BLOCKER


def check(expected: Model) -> Iterator[Finding]:
    for promise in expected.rpo:
        if promise.declared == 0 and promise.p95 > 0:
            message = f"{promise.scope}: RPO 0, but an unplanned failover may lose {span(promise.p95)}"
            yield Finding(promise.path, message)
