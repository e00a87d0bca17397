"""A cache that is to be warm has no plan by which anything would load it.

`replication: warm` alone loads nothing: the failover moves traffic to an empty cache, and every miss is a query to a
database that has just been promoted.

Write `warming` with the families of keys and their loaders; or `replication: none`, when the application bears it.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack
from drgen.warming import plan

severity = Severity.MEDIUM


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair in sides.pairs(spec, stacks, "elasticache"):
        if pair.primary["replication"] == "warm" and plan.of(pair.name, pair.primary) is None:
            yield Finding(("components", pair.name, "replication"), f"{pair.name}: warm, and nothing loads it")
