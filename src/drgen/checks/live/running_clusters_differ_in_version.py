"""The two regions' clusters run another Kubernetes version.

Workloads that were only ever tried on the one meet the other's API on the day of the failover. EKS raises a cluster by
itself when its version leaves extended support.
https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html

Raise the one that is behind, the standby first, and write the version into the spec.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity
from drgen.terms import SIDES

if TYPE_CHECKING:
    from drgen.failover.live import BySide
    from drgen.failover.live.clusters import Cluster

severity = Severity.HIGH


def check(clusters: BySide[Cluster]) -> Iterator[Finding]:
    primary, standby = (clusters.get(side, {}) for side in SIDES)
    for instance in sorted(primary.keys() & standby.keys()):
        here, there = primary[instance].version, standby[instance].version
        if here and there and here != there:
            message = f"{instance}: Kubernetes {here} runs in the primary, {there} in the standby"
            yield Finding(("components", instance), message)
