"""drgen rehearse: a whole failover on a local AWS."""

from __future__ import annotations

import click

from drgen.commands import project, say


@click.command()
@click.argument("env")
def command(env: str) -> None:
    """Rehearse a failover of ENV on a local AWS, with the real Terraform."""
    from drgen import rehearsal

    evidence = rehearsal.run(project(), env, say=say)
    say(f"{'passed' if evidence.passed else 'failed'} in {evidence.seconds:.0f} s")
    click.get_current_context().exit(int(not evidence.passed))
