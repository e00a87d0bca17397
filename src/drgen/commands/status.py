"""drgen status: how a platform is now."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING

import click

from drgen.commands import project
from drgen.commands.failover import assuming, looking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drgen.failover.status import Status

_MARKS = {"ok": "✓", "bad": "✗", "unknown": "?", "note": " "}


@click.command()
@click.argument("env")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@assuming
def command(env: str, form: str) -> None:
    """Show who writes in ENV, and whether it could fail over.

    Asks both regions, changes nothing and waits ten seconds at most: who takes writes, how far the copies are behind,
    what would refuse a failover now, latches, traffic, nodes, runs and locks, handovers against their givers' outputs,
    the last drill, and what the checks of running platforms find. What cannot be asked is unknown, never well. Exits
    with 1 unless all is well.
    """
    from drgen import aws
    from drgen.failover import status

    found = status.look(project(), env, looking(project(), env, aws.HASTY))
    for line in [_json(env, found)] if form == "json" else _lines(found):
        click.echo(line)
    click.get_current_context().exit(int(not found.is_well))


def _json(env: str, found: Status) -> str:
    findings = [
        {"check": one.check, "severity": str(one.severity), "message": one.message, "fix": one.fix}
        for one in found.findings
    ]
    said = [asdict(row) for row in found.rows]
    return json.dumps({"environment": env, "well": found.is_well, "rows": said, "findings": findings})


def _lines(found: Status) -> Iterator[str]:
    width = max(len(row.name) for row in found.rows)
    for row in found.rows:
        yield f"{_MARKS[row.state]} {row.about:<9} {row.name:<{width}}  {row.words}"
    for _, alike in groupby(found.findings, lambda one: (one.severity, one.check)):
        first, *more = alike
        yield f"\n{str(first.severity).upper()}  {first.check}"
        yield from (f"  {one.message}" for one in (first, *more))
        yield f"  → {first.fix}"
