"""drgen failback: home to the primary."""

from __future__ import annotations

import click

from drgen.commands.failover import filling, go, moving


@click.command()
@click.argument("env")
@moving
@filling
def command(env: str, dry_run: bool, phrase: str | None) -> None:
    """Bring ENV home to its primary, planned: nothing is lost.

    Both regions must answer; `drgen fence` comes first.

    Exit codes: 4 refused, nothing was changed; 5 stopped on the way; 6 interrupted; 7 another run has the platform.
    """
    from drgen.failover.engine import Wish

    go(env, Wish("failback", "primary"), dry_run=dry_run, phrase=phrase)
