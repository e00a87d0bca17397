"""Route 53 moves traffic by itself, before the databases can be written to.

With `traffic: automatic` the record follows the endpoint's health check within a minute or two. The databases
are promoted by the failover, which waits for somebody's decision: between the two every write fails, or, when
the primary is not dead, two regions take requests.

Write `read_only_mode: true` when the application serves without writing, or `traffic: orchestrated`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.HIGH


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    if str(spec.traffic) != "automatic" or spec.read_only_mode or not sides.only(stacks, "dns"):
        return
    stores = [
        pair.name for pair, standby in sides.both(spec, stacks, "aurora", "elasticache", "rds") if _follows(standby)
    ]
    if stores:
        message = f"traffic is automatic, {', '.join(stores)} are promoted by the failover, and read_only_mode is false"
        yield Finding(("traffic",), message)


def _follows(standby: sides.Settings) -> bool:
    return bool(standby.get("durable", True))
