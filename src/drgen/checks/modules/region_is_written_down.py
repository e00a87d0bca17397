"""A module names a region.

Modules are called for both regions, and for other pairs of regions in other environments. A name in a string,
an ARN or an image's address makes the standby depend on the region that it should replace.

Take the region as an input: `var.region`, `var.peer_region`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText

severity = Severity.MEDIUM


GLOBAL = "us-east-1"  # Route 53 keeps its metrics there, wherever a platform is
_REGION = re.compile(r'"[^"\n]*\b((?:us|eu|ap|ca|sa|me|af|il|mx)-(?:gov-)?[a-z]+-[0-9])\b[^"\n]*"')


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    for module in modules.values():
        for block in (one for one in module.blocks if one.kind in ("resource", "data", "locals")):
            for match in _REGION.finditer(block.body):
                if module.scope == "global" and match[1] == GLOBAL:
                    continue
                yield Finding((), f"{module.name}: {block} names {match[1]}: {match[0]}", mark=block.mark)
