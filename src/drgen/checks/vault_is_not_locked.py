"""Backups can be deleted by whoever has the permission.

Who can delete both regions' databases can usually delete their backups, too. A vault lock refuses that.

Remove `lock: {mode: none}`; governance is the default.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.MEDIUM


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:  # noqa: ARG001
    backup = sides.only(stacks, "backup")
    if backup and backup[1]["lock"]["mode"] == "none":
        yield Finding(("components", backup[0], "lock", "mode"), "lock.mode is none, not governance or compliance")
