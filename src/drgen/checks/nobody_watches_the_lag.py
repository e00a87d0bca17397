"""Data is replicated, and nobody watches how far the standby is behind.

The recovery point is what the lag is at the moment of the failure. A replication that has stopped looks like
one that works, until the failover.

Add `alarms: {}`: it watches the lag of every store against the recovery point that is promised.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.HIGH


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    if sides.only(stacks, "alarms"):
        return
    watched = [
        f"{pair.name} (RPO {standby['objectives']['rpo_seconds']} s)"
        for pair, standby in sides.both(spec, stacks, "aurora", "elasticache", "rds")
        if standby.get("replication", "global_datastore") == "global_datastore"
    ]
    if watched:
        yield Finding(("components",), f"there is no component alarms to watch the lag of {', '.join(watched)}")
