"""Subnet groups of a service that ministack answers, over subnets that are moto's.

ministack looks every subnet up in its own EC2, which holds none of the platform's: it is given its default subnets
instead, and the answers name the platform's again.
"""

from __future__ import annotations

from typing import Any

from drgen.local_aws.extensions import Call


def grouped(call: Call, group: str, name: str) -> dict[str, Any]:
    """Make or change a subnet group, `group` and `name` being the answer's and the parameter's names."""
    subnets: list[str] = call.parameters["SubnetIds"]
    answer = call.forward(SubnetIds=call.stand_ins()[: max(2, len(subnets))])
    call.state.subnets[call.region, call.parameters[name].lower()] = subnets
    return {group: named(call, answer[group], name)}


def named(call: Call, group: dict[str, Any], name: str) -> dict[str, Any]:
    """A group as the emulator describes it, with the platform's own subnets in it."""
    subnets = call.state.subnets.get((call.region, group[name].lower()))
    if subnets is None:
        return group
    shown = [found | {"SubnetIdentifier": own} for found, own in zip(group["Subnets"], subnets, strict=False)]
    return group | {"Subnets": shown}
