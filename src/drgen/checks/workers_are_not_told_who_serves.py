"""Nothing tells background workers which region serves.

After an unplanned failover the old region may live on, cut off or half alive: its workers still take jobs, send mail
and write to a database that is no longer the one. Traffic is moved by DNS, workers are not: what holds them back is
`/<platform>/active`, which a failover sets in the region that it reaches.

Add `activity: {}`, and let workers run only where it names their region.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.HIGH


_WRITTEN = ("aurora", "elasticache", "rabbitmq", "rds", "sessions", "buckets")


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    if sides.only(stacks, "activity"):
        return
    clusters = [pair.name for pair, _ in sides.both(spec, stacks, "eks")]
    stores = sorted(name for name, component in spec.components.items() if component.module in _WRITTEN)
    if clusters and stores:
        message = f"workers of {', '.join(clusters)} write to {', '.join(stores)}, and there is no component activity"
        yield Finding(("components",), message)
