"""The standby runs no instance of what the primary runs.

A pilot light starts its instances in the failover: that takes minutes, and the capacity that is free on the day.

Say so in the runbook and in the recovery time objective; keep one running where minutes count.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import number

severity = Severity.NOTE


_COUNTS = {
    "aws_eks_node_group": "scaling_config.0.desired_size",
    "aws_autoscaling_group": "desired_capacity",
    "aws_ecs_service": "desired_count",
}


def check(regions: Regions) -> Iterator[Finding]:
    for pair in regions.paired(*_COUNTS):
        path = _COUNTS[pair.primary.type]
        here = number(pair.primary, path)
        if here and number(pair.standby, path) == 0:
            yield about(pair.standby, path, f"is 0, and {here:g} in {pair.primary.address}")
