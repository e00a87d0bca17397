"""A database keeps fewer days of backups than the spec says.

A replica of RDS has none of its own unless it is told; after a promotion there is no point in time to go back to, and
AWS makes no replica of an instance without backups, so the way home is closed, too.
https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.html

Set the retention through the API where a rebuild left it out; an apply of the root shows the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity

if TYPE_CHECKING:
    from drgen.failover.live import BySide
    from drgen.failover.live.databases import Database
    from drgen.failover.parts import Part

severity = Severity.HIGH


def check(parts: list[Part], databases: BySide[Database]) -> Iterator[Finding]:
    for part in parts:
        for side, said in databases.items():
            wanted = part.at(side).get("backup_retention_days")
            database = said.get(part.instance)
            if database and wanted is not None and database.backup_days < wanted:
                message = f"{part.instance} in {side}: backups of {database.backup_days} days, the spec says {wanted}"
                yield Finding(("components", part.instance), message)
