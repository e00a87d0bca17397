"""A plan cuts the network path between the regions.

What replicates over private addresses, shovels between brokers and followers of a database of one's own among it,
stops with it. So does the way home: a failback copies in the other direction over the same path.

Keep the path; to replace it, make the new one first and remove the old one in a later change.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.effects import finding, forced, name, removed, verb, where
from drgen.findings import Finding, Severity
from drgen.inventory.changes import Plan

severity = Severity.HIGH

_PATHS = {
    "aws_vpc_peering_connection": "peering",
    "aws_vpc_peering_connection_accepter": "peering's other half",
    "aws_ec2_transit_gateway": "transit gateway",
    "aws_ec2_transit_gateway_peering_attachment": "peering of the transit gateways",
    "aws_ec2_transit_gateway_peering_attachment_accepter": "other half of the transit gateways' peering",
    "aws_networkmanager_core_network": "core network",
    "aws_vpn_connection": "VPN connection",
    "aws_dx_gateway": "Direct Connect gateway",
}


def check(plans: list[Plan]) -> Iterator[Finding]:
    for change in removed(plans, *_PATHS):
        does = f"{verb(change)} the {_PATHS[change.type]} {name(change)}{where(change)}"
        means = "What replicates over private addresses stops, and messages pile up on one side."
        yield finding(change, does, means, forced(change))
    for change in removed(plans, "aws_route"):
        if change.before.get("vpc_peering_connection_id") and change.action.value == "delete":
            does = f"removes a route to the other region{where(change)}"
            means = "Packets to its range go nowhere, and connections hang instead of failing."
            yield finding(change, does, means)
