"""Two environments of this repository manage the replication of one registry.

ECR has one replication configuration per account and region. Whoever applies last wins, and the other
environment's images are no longer replicated; nothing says so until its standby pulls one.
https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html

Let one of them manage it for both, and write `replication: external` in the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.BLOCKER


def check(spec: Spec, stacks: list[Stack], neighbours: dict[str, dict[str, Any]]) -> Iterator[Finding]:
    ecr = sides.only(stacks, "ecr")
    if not ecr or ecr[1]["replication"] != "managed":
        return
    shared: dict[str, list[str]] = {}
    for region in (spec.regions.primary.name, spec.regions.standby.name):
        for other, data in neighbours.items():
            if region in _regions(data) and data.get("account") == spec.account and _manages(data):
                shared.setdefault(region, []).append(other)
    if shared:
        owners = sorted({other for others in shared.values() for other in others})
        who = owners[0] if len(owners) == 1 else f"{owners[0]} and {len(owners) - 1} more"
        message = f"{who}: the registry of account {spec.account} in {', '.join(sorted(shared))} is managed there, too"
        yield Finding(("components", ecr[0], "replication"), message)


def _regions(data: dict[str, Any]) -> set[str]:
    regions = data.get("regions")
    return (
        {said.get("name", "") for said in regions.values() if isinstance(said, dict)}
        if isinstance(regions, dict)
        else set()
    )


def _manages(data: dict[str, Any]) -> bool:
    components = data.get("components")
    items = components.items() if isinstance(components, dict) else ()
    owned = [said or {} for name, said in items if (said or {}).get("module", name) == "ecr"]
    return any(said.get("replication", "managed") == "managed" for said in owned)
