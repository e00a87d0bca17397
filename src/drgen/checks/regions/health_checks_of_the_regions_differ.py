"""The health checks of the two records of a name do not ask the same.

What counts as healthy then depends on the region: the way back behaves otherwise than the way there.

Give both the same interval, threshold, path and type.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import Links, about
from drgen.checks.regions._records import failover_pairs
from drgen.findings import Finding, Severity
from drgen.inventory import Regions

severity = Severity.MEDIUM


_ALIKE = ("type", "resource_path", "request_interval", "failure_threshold", "port")


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    for primary, secondary in failover_pairs(regions):
        here = links.of(primary, "health_check_id", "aws_route53_health_check")
        there = links.of(secondary, "health_check_id", "aws_route53_health_check")
        if len(here) == len(there) == 1 and here[0] is not there[0]:
            for name in _ALIKE:
                values = here[0].known(name), there[0].known(name)
                if None not in values and str(values[0]) != str(values[1]):
                    yield about(there[0], name, f"is {values[1]}, and {values[0]} in {here[0].address}")
