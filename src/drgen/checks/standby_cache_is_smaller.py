"""The standby's cache has less memory than the primary's.

It is loaded before traffic arrives, and what does not fit is evicted: the database gets the load that the cache
took. It grows when the standby serves, but that is a resize in the middle of a failover.

Give `standby.node.type` the primary's type, or remove it.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides, sizes
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.HIGH


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair, standby in sides.both(spec, stacks, "elasticache"):
        over = (standby["standby_node"] or {}).get("type")
        here, there = sizes.size(pair.primary["node"]["type"]), sizes.size(over or pair.primary["node"]["type"])
        is_member = pair.primary["replication"] == "global_datastore"
        if here and there and not is_member and not there.is_enough_for(here):
            mild = Severity.MEDIUM if str(spec.strategy) == "pilot_light" else None
            message = f"{pair.name}: the standby's node is {there}, the primary's {here}"
            yield Finding(pair.path("node", "type"), message, instead=mild)
