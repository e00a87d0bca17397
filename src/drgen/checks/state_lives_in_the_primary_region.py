"""The state of a root that a failover may need lies in the primary region.

When that region is dark, Terraform cannot read the state of the standby, and the standby cannot be changed: not
grown, not repaired, not brought home.

Keep every state but the primary's own in the standby's bucket (`Stack.home`).
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.BLOCKER


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for stack in stacks:
        if stack.name != "primary" and stack.home != "standby":
            region = spec.regions.primary.name
            yield Finding(
                ("state", "bucket"),
                f"the state of {stack.name} is kept in {region}, not in {spec.regions.standby.name}",
            )
