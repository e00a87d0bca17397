"""The standby keeps its own backups for a shorter time than the primary.

After a failover the standby is where data is damaged and brought back from. What it does not keep by then
cannot be restored to a point in time.

Remove the retention from the standby block.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.HIGH


KEYS = ("backup_retention_days", "snapshot_retention_days")


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair, standby in sides.both(spec, stacks):
        for key in KEYS:
            here, there = pair.primary.get(key, 0), standby.get(key, 0)
            if there < here:
                message = f"{pair.name}: {key} is {there} in the standby, {here} in the primary"
                yield Finding(pair.path(key), message)
