"""drgen bootstrap: the state buckets, and their own state moved into them."""

from __future__ import annotations

import click

from drgen.commands import project, say, say_dropped


@click.command()
@click.argument("env")
@click.option("--yes", "approve", is_flag=True, help="Apply without asking.")
def command(env: str, approve: bool) -> None:
    """Make ENV's state buckets, and keep their own state there.

    They are applied with local state, which then moves into them. Safe to run again.
    """
    from drgen import bootstrap

    say_dropped()
    here = project()
    bootstrap.run(here, env, *here.load(env), approve=approve, say=say)
    say(f"{env}: the state buckets are there; go on with `terraform apply` in foundation")
