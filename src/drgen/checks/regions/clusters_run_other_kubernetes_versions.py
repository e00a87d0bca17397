"""The regions' clusters run different minor versions of Kubernetes.

What was tested in the primary may be refused by the standby: removed APIs, other admission rules, add-ons that do not
fit. AWS upgrades a cluster by itself at the end of its support, each when its own time comes.
https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html

Give both the same `version`; upgrade the standby first.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions

severity = Severity.HIGH


def check(regions: Regions) -> Iterator[Finding]:
    for pair in regions.paired("aws_eks_cluster"):
        here, there = pair.primary.known("version"), pair.standby.known("version")
        if here and there and str(here) != str(there):
            yield about(pair.standby, "version", f"is {there}, and {here} in {pair.primary.address}")
