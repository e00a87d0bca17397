"""A policy admits requests to the primary's region only.

What is allowed in the primary is denied in the standby: the same role cannot work there on the day of the failover.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html

Add the standby's region to `aws:RequestedRegion`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource
from drgen.resources import blocks, text

severity = Severity.HIGH


_POLICIES = ("aws_iam_policy", "aws_iam_role_policy", "aws_organizations_policy", "aws_iam_group_policy")
_REGION = "aws:requestedregion"


def check(regions: Regions) -> Iterator[Finding]:
    if not regions.primary_region or not regions.standby_region:
        return
    for one in regions.everything.resources:
        argument = "content" if one.type == "aws_organizations_policy" else "policy"
        if one.type in _POLICIES:
            named = list(_of_json(text(one, argument)))
        else:
            argument, named = "statement", list(_of_data(one)) if one.type == "aws_iam_policy_document" else []
        for values in named:
            is_half = regions.primary_region in values and regions.standby_region not in values
            if is_half and not _is_regional(one, regions):
                yield about(one, argument, f"aws:RequestedRegion is {', '.join(values)}")


def _is_regional(one: Resource, regions: Regions) -> bool:
    """Whether the policy is meant for one region by its name."""
    return any(word in f"{one.address} {text(one, 'name')}" for word in ("primary", regions.primary_region))


def _of_json(written: str) -> Iterator[list[str]]:
    try:
        said = json.loads(written or "{}")
    except ValueError:
        return
    statements = said.get("Statement", []) if isinstance(said, dict) else []
    for statement in statements if isinstance(statements, list) else [statements]:
        for test in statement.get("Condition", {}).values():
            for key, value in test.items():
                if key.lower() == _REGION:
                    yield value if isinstance(value, list) else [value]


def _of_data(one: Resource) -> Iterator[list[str]]:
    for _, statement in blocks(one, "statement"):
        for condition in statement.get("condition") or []:
            values = condition.get("values")
            if str(condition.get("variable", "")).lower() == _REGION and isinstance(values, list):
                yield [value for value in values if isinstance(value, str)]
