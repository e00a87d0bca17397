"""drgen fence: what must not write is closed to its workers."""

from __future__ import annotations

import click

from drgen.commands import project
from drgen.commands.failover import go, moving, outside
from drgen.terms import SIDES, Side


@click.command()
@click.argument("env")
@click.option("--region", "side", type=click.Choice(SIDES), required=True, help="The side to close.")
@moving
def command(env: str, side: Side, dry_run: bool, phrase: str | None) -> None:
    """Close one side of ENV to what writes.

    The first thing to do when a region comes back that was failed away from.

    Databases there that take writes get a security group without any ingress, and background workers are told that the
    other side is active. Refused unless the other side leads. Exit codes: as `drgen failover`.
    """
    from drgen.failover import fencing
    from drgen.failover.engine import Wish

    fencing.refuse_to_close_the_leader(here := project(), env, side, outside(here, env))
    go(env, Wish("fence", side), dry_run=dry_run, phrase=phrase)
