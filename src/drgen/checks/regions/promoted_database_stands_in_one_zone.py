"""The primary's database spans zones, the standby's does not.

After the failover the loss of one zone stops the service, and nobody plans for that in the middle of an outage.

Set `multi_az = true` on the replica, or give the standby's cluster a second instance.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._databases import couples, instances, replicas
from drgen.checks.regions._links import Links, about, given
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import is_off, is_on

severity = Severity.MEDIUM


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    for one in replicas(links):
        if is_on(one.source, "multi_az") and is_off(one.replica, "multi_az"):
            yield about(
                one.replica, "multi_az", f"is {given(one.replica, 'multi_az')}, and true in {one.source.address}"
            )
    for primary, standby in couples(links):
        here, there = instances(links, primary), instances(links, standby)
        counted = not any(one.repetition for one in there)
        if len(here) > 1 and len(there) == 1 and counted:
            message = f"one instance, {there[0].address}; {primary.address} has {len(here)}"
            yield about(standby, "cluster_identifier", message)
