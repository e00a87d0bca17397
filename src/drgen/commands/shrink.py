"""drgen shrink: the standby waits small again."""

from __future__ import annotations

import click

from drgen.commands import project, say, say_dropped
from drgen.commands.failover import go, moving
from drgen.errors import DrgenError


@click.command()
@click.argument("env")
@click.option("--no-plan", is_flag=True, help="Do not ask Terraform what it would change.")
@moving
def command(env: str, no_plan: bool, dry_run: bool, phrase: str | None) -> None:
    """Make the standby of ENV wait small again, after a failback.

    Nodes go by AWS's API. What a failover added is dropped from observed.auto.tfvars.json, and the plan that takes it
    back is shown: applying it is yours. Refused while the standby serves, and when that plan would change more.
    """
    from drgen.failover import shrink
    from drgen.failover.engine import Wish

    say_dropped()
    here = project()
    spec, _ = here.load(env)
    if spec.active != "primary":
        raise DrgenError(f"{env} serves in its standby", hint=f"`drgen failback {env}` first")
    go(env, Wish("shrink", "standby"), dry_run=dry_run, phrase=phrase)
    if dry_run:
        return
    dropped = shrink.forget(here, env)
    for one in dropped:
        click.echo(f"dropped  {one.address}")
    changes = [] if no_plan else shrink.plan(here, env)
    for change in changes:
        click.echo(f"  {change.address} ({change.action})")
    if changes:
        say(f"apply the standby root of {env}: it does what stands above")
    elif not dropped:
        say("nothing was observed")
