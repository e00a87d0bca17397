"""The images' replication is left to others, and no environment of this repository does it.

Without replication the standby's nodes pull from a registry in the region that is dark: no pod starts. One
configuration per account and region replicates for all, so this may be right; only its owner knows.

Let one environment of the account have `replication: managed`, or accept this under `suppress:` and name the
owner.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.MEDIUM


def check(spec: Spec, stacks: list[Stack], neighbours: dict[str, dict[str, Any]]) -> Iterator[Finding]:
    ecr = sides.only(stacks, "ecr")
    if not ecr or ecr[1]["replication"] == "managed":
        return
    if not any(_replicates(data, spec) for data in neighbours.values()):
        region = spec.regions.primary.name
        message = f"ecr.replication is external, and nothing here manages it in {region} of account {spec.account}"
        yield Finding(("components", ecr[0], "replication"), message)


def _replicates(data: dict[str, Any], spec: Spec) -> bool:
    components = data.get("components") or {}
    owned = [said for name, said in components.items() if isinstance(said, dict) and said.get("module", name) == "ecr"]
    region = data.get("regions", {}).get("primary", {}).get("name")
    managed = any(said.get("replication", "managed") == "managed" for said in owned)
    return managed and (data.get("account"), region) == (spec.account, spec.regions.primary.name)
