"""Private subnets of each region: how many addresses are free."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from drgen import aws

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
    found = aws.pages(partial(site.look, "ec2", "describe_subnets", Filters=ours), "Subnets")
    return {one["AvailabilityZone"]: int(one["AvailableIpAddressCount"]) for one in found}
