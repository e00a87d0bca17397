"""A permission holds in one of the two regions only.

Roles are global, what they may touch is named by region: a statement that knows the primary's region and not the
standby's works until the failover. What differs on purpose (each failover role acts in the region that it rescues
into) still names both.

Write the statement for both: `values(local.regions)`, or one ARN for each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText

severity = Severity.HIGH

_SIDE = {
    "primary": re.compile(r"var\.primary_(region|state_bucket)|local\.arn\.\w+\.primary|local\.regions\.primary"),
    "standby": re.compile(r"var\.standby_(region|state_bucket)|local\.arn\.\w+\.standby|local\.regions\.standby"),
}


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    iam = modules.get("iam")
    for block in iam.blocks if iam else ():
        if block.kind in ("variable", "output"):
            continue
        named = [side for side, pattern in _SIDE.items() if pattern.search(block.body)]
        if len(named) == 1:
            [side] = named
            wording = _SIDE[side].search(block.body)
            yield Finding((), f"iam: {block} names {wording[0] if wording else side} only", mark=block.mark)
