"""The standby's subnets span fewer zones than the primary's.

After a failover the loss of one zone takes a larger share of the service with it, or all of it.

Add subnets in more zones of the standby's region.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about, is_primary, is_standby
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import text

severity = Severity.MEDIUM


def check(regions: Regions) -> Iterator[Finding]:
    subnets = list(regions.everything.of("aws_subnet"))
    here = [one for one in subnets if is_primary(regions, one)]
    there = [one for one in subnets if is_standby(regions, one)]
    zones = [{text(one, "availability_zone") for one in side} for side in (here, there)]
    if here and there and not any("" in side for side in zones) and len(zones[1]) < len(zones[0]):
        listed = [", ".join(sorted(side)) for side in zones]
        yield about(there[0], "availability_zone", f"the standby spans {listed[1]}, the primary {listed[0]}")
