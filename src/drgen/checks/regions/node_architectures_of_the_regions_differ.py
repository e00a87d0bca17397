"""The regions' nodes are of another processor architecture.

An image built for one does not start on the other, and the standby finds out on the day.

Use instance types of one architecture in both, or images for both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions

severity = Severity.MEDIUM


_ARM = re.compile(r"[a-z]+\d+g[a-z]*\.|a1\.")


def check(regions: Regions) -> Iterator[Finding]:
    for pair in regions.paired("aws_eks_node_group"):
        here, there = (one.known("instance_types", []) for one in (pair.primary, pair.standby))
        if _architectures(here) and _architectures(there) and _architectures(here) != _architectures(there):
            message = f"is {', '.join(there)}, and {', '.join(here)} in {pair.primary.address}"
            yield about(pair.standby, "instance_types", message)


def _architectures(types: Any) -> set[str]:
    if not isinstance(types, list) or not all(isinstance(one, str) for one in types):
        return set()
    return {"arm64" if _ARM.match(one) else "x86_64" for one in types}
