"""A resource is placed in a network of another region.

Subnets, security groups and VPCs are of one region: AWS refuses what names one of another, so it is never created.

Refer to the subnet, group or VPC of the resource's own region; check its `provider`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import Links, about, are_told
from drgen.findings import Finding, Severity
from drgen.inventory import Regions

severity = Severity.BLOCKER


_PLACES = (
    "vpc_id", "subnet_id", "subnet_ids", "subnets", "security_groups", "security_group_ids", "vpc_security_group_ids",
    "vpc_zone_identifier", "db_subnet_group_name", "subnet_group_name", "load_balancer_arn", "target_group_arn",
    "network_configuration", "vpc_config",
)  # fmt: skip
_KINDS = (
    "aws_vpc", "aws_subnet", "aws_security_group", "aws_db_subnet_group", "aws_elasticache_subnet_group", "aws_lb",
    "aws_lb_target_group",
)  # fmt: skip
_APART = ("aws_route53_", "aws_vpc_peering_connection", "aws_security_group_rule", "aws_vpc_security_group_")


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    for one in regions.everything.resources if are_told(regions) else ():
        if one.mode != "managed" or not one.type.startswith("aws_") or one.type.startswith(_APART):
            continue
        for argument in (place for place in _PLACES if place in one.references):
            if links.of(one, argument, *_KINDS) and (there := links.elsewhere(one, argument)):
                yield about(one, argument, f"is {there}; this is in {one.region}")
