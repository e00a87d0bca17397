"""A policy admits requests to the primary's region only.

What is allowed in the primary is denied in the standby: the same role cannot work there on the day of the failover.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html

Add the standby's region to `aws:RequestedRegion`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.checks.regions._policies import argument, statements
from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource
from drgen.resources import text

severity = Severity.HIGH

_REGION = "aws:requestedregion"


def check(regions: Regions) -> Iterator[Finding]:
    if not regions.primary_region or not regions.standby_region:
        return
    for one in regions.everything.resources:
        for statement in statements(one):
            values = statement.conditions.get(_REGION, ())
            is_half = regions.primary_region in values and regions.standby_region not in values
            if is_half and not _is_regional(one, regions):
                yield about(one, argument(one), f"aws:RequestedRegion is {', '.join(values)}")


def _is_regional(one: Resource, regions: Regions) -> bool:
    """Whether the policy is meant for one region by its name."""
    return any(word in f"{one.address} {text(one, 'name')}" for word in ("primary", regions.primary_region))
