"""The standby's network has fewer zones, NAT gateways or endpoints than the primary's.

After the failover the loss of one more zone takes more with it than it would have in the primary, and calls to
AWS that stayed inside the VPC go through NAT.

Give the standby as many zones, and say `nat` and `endpoints` once, outside the standby block.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.MEDIUM


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    here, there = len(spec.regions.primary.zones), len(spec.regions.standby.zones)
    if there < here:
        message = f"{there} zones in {spec.regions.standby.name}, {here} in {spec.regions.primary.name}"
        yield Finding(("regions", "standby", "zones"), message)
    for pair, standby in sides.both(spec, stacks, "network"):
        if (pair.primary["nat"], standby["nat"]) == ("per_zone", "single"):
            message = f"{pair.name}: nat is single in the standby, per_zone in the primary"
            yield Finding(pair.path("nat"), message)
        if missing := sorted(set(pair.primary["endpoints"]) - set(standby["endpoints"])):
            message = f"{pair.name}: the standby has no endpoint of {', '.join(missing)}"
            yield Finding(pair.path("endpoints"), message)
