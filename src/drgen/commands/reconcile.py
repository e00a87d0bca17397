"""drgen reconcile: the spec follows what a failover did."""

from __future__ import annotations

import click

from drgen.commands import project, say, say_dropped
from drgen.commands.failover import assuming, looking


@click.command()
@click.argument("env")
@click.option("--no-plan", is_flag=True, help="Do not ask Terraform whether its plans are empty.")
@assuming
def command(env: str, no_plan: bool) -> None:
    """Make the files of ENV say what a failover did, and plan.

    Edits one line of spec.yaml, writes observed.auto.tfvars.json and import blocks where a pilot light's instances were
    started, renders, plans every root whose region answers, and lets go of the states. Exits with 1 when a plan is not
    empty: import blocks are, until they are applied.
    """
    from drgen.failover import engine, reconcile
    from drgen.failover.engine import Wish

    say_dropped()
    here = project()
    run = engine.prepare(here, env, Wish("switchover", "standby"), looking(here, env))
    done = reconcile.reconcile(here, env, run, plan=not no_plan, say=say)
    click.echo(f"active: {done.active}")
    for path in done.changed:
        click.echo(f"changed  {path}")
    for root, why in done.skipped.items():
        say(f"not planned: {root}: {why}")
    for root, changes in done.plans.items():
        click.echo(f"{root:<8} plan: {'empty' if not changes else f'{len(changes)} changes'}")
        for change in changes:
            click.echo(f"  {change}")
    if done.released:
        say(f"unlocked: {', '.join(done.released)}")
    click.get_current_context().exit(int(any(done.plans.values())))
