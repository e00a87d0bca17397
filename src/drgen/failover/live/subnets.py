"""Private subnets of each region: how many addresses are free."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgen.failover.live import pages

if TYPE_CHECKING:
    from drgen.failover.run import Site


def look(site: Site) -> dict[str, int]:
    """Free addresses by zone, of the platform's private subnets: where nodes and pods get theirs."""
    if not any(part.module == "network" for part in site.run.parts):
        return {}
    ours = [
        {"Name": "tag:drgen:platform", "Values": [site.run.spec.name]},
        {"Name": "tag:kubernetes.io/role/internal-elb", "Values": ["1"]},
    ]
    found = pages.of(site, "ec2", "describe_subnets", "Subnets", Filters=ours)
    return {one["AvailabilityZone"]: int(one["AvailableIpAddressCount"]) for one in found}
