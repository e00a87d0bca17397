"""Whether something exists, or how it is called, follows who serves now.

A failover turns `active` round. What `count`, `for_each` or a name takes from it is destroyed or replaced by
the next plan: the database that was just promoted among it. Only capacity may follow `active`.

Decide by `role` or `strategy`, which never change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText

severity = Severity.BLOCKER


NAMES = ("bucket", "count", "for_each", "identifier", "name", "cluster_identifier", "replication_group_id")


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    for module in modules.values():
        deciding = _locals_of_active(module)
        for block in (one for one in module.blocks if one.kind in ("resource", "data")):
            for argument in NAMES:
                value = block.arguments.get(argument, "")
                if "var.active" in value or any(re.search(rf"\blocal\.{name}\b", value) for name in deciding):
                    message = f"{module.name}: {argument} of {block} is {value}, which follows var.active"
                    yield Finding((), message, mark=block.place(argument))


def _locals_of_active(module: ModuleText) -> set[str]:
    """The locals that hold `active`, at one remove or two."""
    said = {name: text for block in module.blocks if block.kind == "locals" for name, text in block.arguments.items()}
    first = {name for name, text in said.items() if "var.active" in text}
    return first | {name for name, text in said.items() if any(re.search(rf"\blocal\.{one}\b", text) for one in first)}
