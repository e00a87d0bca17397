"""drgen status: how a platform is now."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from drgen.commands import project


@click.command()
@click.argument("env")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(env: str, form: str) -> None:
    """Show who writes in ENV, and whether it could fail over.

    Asks both regions, changes nothing: who takes writes, what would refuse a failover now (lag against the RPO among
    it), latches, traffic, nodes, runs and locks, handovers, the last drill. What cannot be asked is unknown, never
    well. Exits with 1 unless all is well.
    """
    from drgen.failover import status, world

    rows = status.look(project(), env, world.real())
    if form == "json":
        click.echo(json.dumps({"environment": env, "well": status.is_well(rows), "rows": [asdict(r) for r in rows]}))
    else:
        for row in rows:
            mark = {"ok": "✓", "bad": "✗", "unknown": "?", "note": " "}[row.state]
            click.echo(f"{mark} {row.about:<9} {row.name:<16} {row.words}")
    click.get_current_context().exit(int(not status.is_well(rows)))
