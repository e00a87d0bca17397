"""Subnet groups of a service that ministack answers, over subnets that are moto's.

ministack looks every subnet up in its own EC2, which holds none of the platform's: it is given its default subnets
instead, and the answers name the platform's subnets and VPC again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from drgen.local_aws.extensions import Call


@dataclass(frozen=True)
class Subnets:
    """What a group is really made of."""

    vpc: str
    ids: tuple[str, ...]


def grouped(call: Call, group: str, name: str) -> dict[str, Any]:
    """Make or change a subnet group, `group` and `name` being the answer's and the parameter's names."""
    own: list[str] = call.parameters["SubnetIds"]
    found = call.aws.connect("ec2", call.region).describe_subnets(SubnetIds=own)["Subnets"]
    answer = call.forward(SubnetIds=call.stand_ins()[: max(2, len(own))])
    call.state.subnets[call.region, call.parameters[name].lower()] = Subnets(found[0]["VpcId"], tuple(own))
    return {group: named(call, answer[group], name)}


def named(call: Call, group: dict[str, Any], name: str) -> dict[str, Any]:
    """A group as the emulator describes it, with the platform's own subnets and VPC in it."""
    own: Subnets | None = call.state.subnets.get((call.region, str(group.get(name, "")).lower()))
    if own is None:
        return group
    shown = [found | {"SubnetIdentifier": one} for found, one in zip(group.get("Subnets", []), own.ids, strict=False)]
    return group | {"Subnets": shown, "VpcId": own.vpc}
