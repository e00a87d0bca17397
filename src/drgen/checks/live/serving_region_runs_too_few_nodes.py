"""The region that serves runs fewer nodes than the spec's minimum, or a node group there is not active.

A raise that was refused for want of capacity looks like this, and so does somebody's hand.

Look at the node group's health issues: they name what EC2 could not give.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity

if TYPE_CHECKING:
    from drgen.failover.live import BySide
    from drgen.failover.live.clusters import Cluster
    from drgen.failover.parts import Part
    from drgen.spec import Spec

severity = Severity.HIGH


def check(spec: Spec, parts: list[Part], clusters: BySide[Cluster]) -> Iterator[Finding]:
    for part in parts:
        cluster = clusters.get(spec.active, {}).get(part.instance)
        for name, group in sorted(cluster.groups.items()) if cluster else ():
            least = part.at(spec.active)["nodes"][name]["min"]
            if group.status != "ACTIVE" or group.desired < least:
                message = f"{part.instance}.{name} in {spec.active}: {group.status}, {group.desired} of {least} nodes"
                yield Finding(("components", part.instance, "nodes", name), message)
