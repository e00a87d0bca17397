"""drgen secrets: values that go straight into Secrets Manager and nowhere else."""

from __future__ import annotations

import click

from drgen.commands import project, say


@click.group()
def command() -> None:
    """Put values into Secrets Manager, and nowhere else."""


@command.command()
@click.argument("env")
def put(env: str) -> None:
    """Generate each secret marked `generate` that has no value yet. Prints no value."""
    from drgen import secret_values

    spec, _ = project().load(env)
    for name, generated in secret_values.put(spec):
        say(f"{'generated' if generated else 'kept':<9}  {name}")
