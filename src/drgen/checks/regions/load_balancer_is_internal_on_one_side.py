"""The load balancer of one region is internal, that of the other is public.

Traffic that moves to an internal load balancer ends nowhere.

Give both the same `internal`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import is_off, is_on

severity = Severity.HIGH


def check(regions: Regions) -> Iterator[Finding]:
    for pair in regions.paired("aws_lb", "aws_alb"):
        if is_off(pair.primary, "internal") and is_on(pair.standby, "internal"):
            yield about(pair.standby, "internal", f"is true, and {pair.primary.address} is public")
