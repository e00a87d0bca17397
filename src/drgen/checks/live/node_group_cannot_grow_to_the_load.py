"""A node group of the standby takes fewer nodes than the primary runs now, or than must serve.

The failover raises the number of nodes up to the group's maximum and no further: what does not fit there stays pending,
and traffic does not move. Somebody lowered the maximum, or the primary grew since the spec was written.

Raise `nodes.<group>.max` in the spec, or give the standby's group a larger one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity

if TYPE_CHECKING:
    from drgen.failover.live import BySide
    from drgen.failover.live.clusters import Cluster
    from drgen.failover.parts import Part

severity = Severity.BLOCKER


def check(parts: list[Part], clusters: BySide[Cluster]) -> Iterator[Finding]:
    for part in parts:
        waits = clusters.get("standby", {}).get(part.instance)
        serves = clusters.get("primary", {}).get(part.instance)
        for name, group in sorted(waits.groups.items()) if waits else ():
            busy = serves.groups[name].desired if serves and name in serves.groups else 0
            needed = max(busy, part.at("standby")["nodes"][name]["min"])
            if group.most < needed:
                message = f"{part.instance}.{name}: at most {group.most} nodes in the standby, {needed} must serve"
                yield Finding(("components", part.instance, "nodes", name), message)
