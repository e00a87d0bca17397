"""A module runs commands while Terraform applies.

A failover by `local-exec` runs once, on whoever's machine, without a journal, and Terraform does not know what
it changed.

Remove it: what a failover does is a step of `drgen failover`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText, resources

severity = Severity.MEDIUM


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    for module, block in resources(modules):
        if block.labels[0] in ("null_resource", "terraform_data") or block.blocks("provisioner"):
            yield Finding((), f"{module.name}: {block} runs commands", mark=block.mark)
        elif re.search(r'^  provisioner "', block.body, re.MULTILINE):
            yield Finding((), f"{module.name}: {block} has a provisioner", mark=block.place("provisioner"))
