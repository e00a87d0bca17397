"""The standby region must have the quotas that a failover needs; only AWS can say whether it does.

Quotas are per region, and the standby's were never asked for: the failover stops at the first that is too low.
This lists what the platform takes at its maximum, by nominal vCPUs.

Compare with `aws service-quotas list-service-quotas` in the standby region, and ask for what is missing now: it
takes days.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides, sizes
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.NOTE


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    needs = [*_vcpus(spec, stacks), *_addresses(spec, stacks)]
    if needs:
        yield Finding(("regions", "standby"), f"{spec.regions.standby.name} must have quotas for {', '.join(needs)}")


def _vcpus(spec: Spec, stacks: list[Stack]) -> Iterator[str]:
    total = 0.0
    for _, standby in sides.both(spec, stacks, "eks"):
        for group in standby["nodes"].values():
            found = sizes.largest(list(group["instance_types"]))
            total += group["max"] * (found.vcpus if found else 0)
    if total:
        yield f"{total:g} vCPUs of EC2 (L-1216C47A)"


def _addresses(spec: Spec, stacks: list[Stack]) -> Iterator[str]:
    for _, standby in sides.both(spec, stacks, "network"):
        count = len(spec.regions.standby.zones) if standby["nat"] == "per_zone" else 1
        yield f"{count} Elastic IP addresses (L-0263D0A3)"
