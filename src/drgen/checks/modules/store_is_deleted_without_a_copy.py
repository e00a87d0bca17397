"""A store is deleted with everything in it, and without a last snapshot.

`skip_final_snapshot`, `force_destroy` and `force_delete` are for test environments. The way home of an RDS
database deletes one on purpose: the final snapshot is what is left when that goes wrong.

Set it to false, or remove it.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText, resources

severity = Severity.HIGH


SWITCHES = ("force_delete", "force_destroy", "skip_final_snapshot")


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    for module, block in resources(modules):
        for name in SWITCHES:
            if block.arguments.get(name) == "true":
                yield Finding((), f"{module.name}: {name} of {block} is true, not false", mark=block.place(name))
