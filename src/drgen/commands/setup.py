"""drgen setup: what drgen needs besides itself."""

from __future__ import annotations

import click

from drgen.commands import say


@click.group()
def command() -> None:
    """Make ready what drgen needs besides itself."""


@command.command()
@click.option("--again", is_flag=True, help="Make it anew even if it is there.")
def checkov(*, again: bool) -> None:
    """Install checkov, pinned by hashes. It gets an environment of its own in the user's cache."""
    from drgen.programs import checkov_environment

    click.echo(checkov_environment.make(again=again, say=say).parents[1])
