"""The standby's database is smaller than the primary's.

After a failover it takes all the load, and growing it needs a restart, or an instance that there may be no capacity
for. Below 85 % of the primary's capacity it counts as undersized, as in the readiness rules of AWS ARC.

Give one instance of the standby the class of the primary's largest.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sizes
from drgen.checks.regions._databases import couples, instances, replicas
from drgen.checks.regions._links import Links, about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource

severity = Severity.HIGH


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    for one in replicas(links):
        yield from _smaller([one.source], [one.replica])
    for primary, standby in couples(links):
        yield from _smaller(instances(links, primary), instances(links, standby))


def _smaller(here: list[Resource], there: list[Resource]) -> Iterator[Finding]:
    classes = [[one.known("instance_class") for one in side] for side in (here, there)]
    largest, standby = sizes.largest(classes[0]), sizes.largest(classes[1])
    if largest and standby and None not in classes[1] and not standby.is_enough_for(largest):
        first = next(one for one in there if one.known("instance_class") == standby.type)
        yield about(first, "instance_class", f"is {standby}, and {largest} in {here[0].address}")
