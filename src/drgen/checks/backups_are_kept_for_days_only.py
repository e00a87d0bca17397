"""A database's own backups are kept for less than a week.

Damage is often found days later. What continuous backups no longer reach comes from the copies that
foundation's backup makes, at the price of everything since the last one.

Raise `backup_retention_days` to 7 or more; 14 is the default.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.MEDIUM


WEEK = 7


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair in sides.pairs(spec, stacks, "aurora", "rds"):
        days = pair.primary["backup_retention_days"]
        if days < WEEK:
            hard = Severity.HIGH if days <= 1 else None
            message = f"{pair.name}: its backups reach back {days} days, less than {WEEK}"
            yield Finding(("components", pair.name, "backup_retention_days"), message, instead=hard)
