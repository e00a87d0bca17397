"""A cache that is said to be durable is not replicated to the standby.

With `replication: warm` or `none` the standby's cache holds what a job loads, or nothing: sessions, carts and
whatever else lives there only are gone with the region.

Write `replication: global_datastore`, or `durable: false` with a `because` when the data can be made again.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.BLOCKER


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair in sides.pairs(spec, stacks, "elasticache"):
        if pair.primary["durable"] and pair.primary["replication"] != "global_datastore":
            message = f"{pair.name}: durable is true, and replication is {pair.primary['replication']}"
            yield Finding(("components", pair.name, "replication"), message)
