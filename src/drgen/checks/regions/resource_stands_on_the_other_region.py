"""A resource is placed in a network or a zone of another region.

Zones, subnets, security groups and VPCs are of one region: AWS refuses what names one of another, so it is never
created.

Refer to the zone, subnet, group or VPC of the resource's own region; check its `provider`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drgen.checks.regions._links import Links, about, are_told
from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource
from drgen.resources import text

severity = Severity.BLOCKER
_REGION = re.compile(r"[a-z]{2}(?:-[a-z]+)+-\d")
_ZONE = re.compile(r"[a-z]{2}(?:-[a-z]+)+-\d[a-z]")


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
    links, shown = Links(regions), set()
    for one in regions.everything.resources:
        if one.mode != "managed" or not one.type.startswith("aws_"):
            continue
        if (far := _zone(one)) and (one.mark, one.region) not in shown:  # once for a block, not for each instance
            shown.add((one.mark, one.region))
            yield about(one, "availability_zone", f"is {far}; this is in {one.region}")
        yield from _placed(links, one) if are_told(regions) and not one.type.startswith(_APART) else ()


def _zone(one: Resource) -> str:
    """The zone that a resource names, when it is one of another region."""
    zone = text(one, "availability_zone")
    return zone if _ZONE.fullmatch(zone) and _REGION.fullmatch(one.region) and zone[:-1] != one.region else ""


def _placed(links: Links, one: Resource) -> Iterator[Finding]:
    for argument in (place for place in _PLACES if place in one.references):
        if links.of(one, argument, *_KINDS) and (there := links.elsewhere(one, argument)):
            yield about(one, argument, f"is {there}; this is in {one.region}")
