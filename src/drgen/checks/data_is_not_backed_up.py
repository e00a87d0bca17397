"""There is data, and no backup of it that lies in the other region.

Replication copies a mistake as fast as anything else: a dropped table is gone in both regions within a second.
Only a copy of yesterday answers that, and only one in the other region survives the loss of the first.

Add `backup: {copy_every: 12h, keep: 35d}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.HIGH


STORES = ("aurora", "rds", "sessions", "buckets")


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    if sides.only(stacks, "backup"):
        return
    stores = sorted(name for name, component in spec.components.items() if component.module in STORES)
    if stores:
        yield Finding(("components",), f"{', '.join(stores)} hold data, and there is no component backup")
