"""EC2: launch templates, and what a rule of a security group says of itself.

Copied: a launch template's own tags are no part of its data (EC2 API, DescribeLaunchTemplateVersions); a rule that
names another group keeps its description (EC2 API, SecurityGroupRule).
Not copied: whatever moto lacks; routes and rules are kept, and nothing flows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from drgen.local_aws.extensions import Call


@dataclass
class State:
    """Descriptions, by a rule's id."""

    descriptions: dict[str, str] = field(default_factory=dict)


def authorize_security_group_ingress(call: Call) -> dict[str, Any]:
    return _authorized(call)


def authorize_security_group_egress(call: Call) -> dict[str, Any]:
    return _authorized(call)


def describe_security_group_rules(call: Call) -> dict[str, Any]:
    answer = call.forward()
    return answer | {"SecurityGroupRules": [_described(call, rule) for rule in answer["SecurityGroupRules"]]}


def describe_launch_template_versions(call: Call) -> dict[str, Any]:
    answer = call.forward()
    for version in answer["LaunchTemplateVersions"]:
        data = version["LaunchTemplateData"]
        tags = [one for one in data.get("TagSpecifications", []) if one["ResourceType"] != "launch-template"]
        data["TagSpecifications"] = tags
    return answer


def _authorized(call: Call) -> dict[str, Any]:
    answer = call.forward()
    pairs = [pair for said in call.parameters.get("IpPermissions", []) for pair in said.get("UserIdGroupPairs", [])]
    said = {pair["GroupId"]: pair["Description"] for pair in pairs if pair.get("Description") and "GroupId" in pair}
    for rule in answer.get("SecurityGroupRules", []):
        referenced = rule.get("ReferencedGroupInfo", {}).get("GroupId")
        if referenced in said:
            call.state.descriptions[rule["SecurityGroupRuleId"]] = said[referenced]
    return answer


def _described(call: Call, rule: dict[str, Any]) -> dict[str, Any]:
    kept = call.state.descriptions.get(rule["SecurityGroupRuleId"])
    return rule | ({"Description": kept} if kept else {})
