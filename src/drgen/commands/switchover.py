"""drgen switchover: the platform serves in the standby, with both regions well and nothing lost."""

from __future__ import annotations

import click

from drgen.commands import project
from drgen.commands.failover import filling, go, moving
from drgen.errors import DrgenError


@click.command()
@click.argument("env")
@moving
@filling
def command(env: str, dry_run: bool, phrase: str | None) -> None:
    """Switch ENV over to its standby, planned: nothing is lost.

    Both regions must answer.

    Exit codes: 4 refused, nothing was changed; 5 stopped on the way; 6 interrupted; 7 another run has the platform.
    """
    from drgen.failover.engine import Wish

    spec, _ = project().load(env)
    if spec.active == "standby":
        raise DrgenError(f"{env} serves in its standby already", hint=f"the way home is `drgen failback {env}`")
    go(env, Wish("switchover", "standby"), dry_run=dry_run, phrase=phrase)
