"""The regions' networks are joined, and their address ranges overlap.

Peering refuses ranges that overlap, and a transit gateway cannot tell which of the two a packet is for: replication,
brokers and clients of one region do not reach the other.
https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html

Give the standby's VPC a range of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Network

from drgen.checks.regions._links import about, is_primary, is_standby
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import text

severity = Severity.BLOCKER


_JOINS = (
    "aws_vpc_peering_connection", "aws_vpc_peering_connection_accepter", "aws_ec2_transit_gateway",
    "aws_ec2_transit_gateway_peering_attachment", "aws_networkmanager_core_network", "aws_vpn_connection",
)  # fmt: skip


def check(regions: Regions) -> Iterator[Finding]:
    is_joined = any(regions.everything.of(*_JOINS))
    ranges = [(one, _network(text(one, "cidr_block"))) for one in regions.everything.of("aws_vpc")]
    for here, ours in ((one, found) for one, found in ranges if found and is_primary(regions, one)):
        for there, theirs in ((one, found) for one, found in ranges if found and is_standby(regions, one)):
            if ours.overlaps(theirs):
                joined = "" if is_joined else "; they cannot be joined"
                message = f"is {theirs}, which overlaps {ours} of {here.address}{joined}"
                yield about(there, "cidr_block", message, None if is_joined else Severity.MEDIUM)


def _network(written: str) -> IPv4Network | None:
    try:
        return IPv4Network(written, strict=False)
    except ValueError:
        return None
