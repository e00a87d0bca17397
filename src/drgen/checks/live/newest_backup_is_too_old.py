"""The newest backup in a vault is older than two intervals, or there is none.

Replication copies a deletion and a corruption as faithfully as anything else: only a backup answers them, and one that
has not come for two intervals is not late but missing.
https://docs.aws.amazon.com/aws-backup/latest/devguide/about-backup-plans.html

Look at the failed backup and copy jobs of that region; a tag that was taken off takes its resource out of the plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity

if TYPE_CHECKING:
    from drgen.failover.live import BySide
    from drgen.failover.parts import Part

severity = Severity.HIGH


def check(parts: list[Part], vaults: BySide[dict[str, datetime]], now: datetime) -> Iterator[Finding]:
    for part in (part for part in parts if part.module == "backup"):
        every = int(str(part.at("primary")["copy_every"]).removesuffix("h"))
        for side, said in vaults.items():
            for vault, newest in said.items():
                for message in _late(newest, timedelta(hours=2 * every), now):
                    told = f"vault {vault} in the {side}: {message}, one is due every {every} h"
                    yield Finding(("components", part.instance), told)


def _late(newest: dict[str, datetime], longest: timedelta, now: datetime) -> Iterator[str]:
    if not newest:
        yield "no complete backup"
    for kind, at in sorted(newest.items()):
        if now - at > longest:
            yield f"the newest backup of {kind} is {(now - at).total_seconds() / 3600:.0f} h old"
