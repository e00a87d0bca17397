"""Backups are kept for less than a week.

Damage that nobody notices at once, and an intruder who waits, outlast a few days of backups: then every copy
holds the damage.

Write `keep: 35d`, or at least `keep: 7d`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.HIGH


WEEK = 7


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:  # noqa: ARG001
    backup = sides.only(stacks, "backup")
    if backup and int(backup[1]["keep"].removesuffix("d")) < WEEK:
        yield Finding(("components", backup[0], "keep"), f"backups are kept for {backup[1]['keep']}, less than {WEEK}d")
