"""Records share the traffic between the regions, and only one region's database takes writes.

Latency, weighted or geolocation records send users to both regions. Those whose region holds the replica can read
only, or write across the regions, which is slow and ends with the primary.

Use a failover routing policy, or a store that takes writes in both regions.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._databases import couples, replicas
from drgen.checks.regions._links import Links, about
from drgen.checks.regions._records import named_alike, routing
from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource
from drgen.resources import is_on, number

severity = Severity.MEDIUM


_SHARING = ("latency", "weighted", "geolocation", "geoproximity")


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    writers = [one.source for one in replicas(links)] + [primary for primary, standby in couples(links)]
    forwards = any(is_on(one, "enable_global_write_forwarding") for one in regions.everything.of("aws_rds_cluster"))
    records = [one for one in regions.everything.of("aws_route53_record") if routing(one) in _SHARING]
    shared = [one for one in records if _serves(one) and any(_serves(each) for each in records if _is_twin(one, each))]
    if writers and shared and not forwards:
        message = f"{routing(shared[0])} records send writes to both regions; only {writers[0].address} takes them"
        yield about(shared[0], f"{routing(shared[0])}_routing_policy", message)


def _is_twin(one: Resource, other: Resource) -> bool:
    return one is not other and named_alike(one, other)


def _serves(record: Resource) -> bool:
    return routing(record) != "weighted" or number(record, "weighted_routing_policy.0.weight") not in (None, 0)
