"""drgen destroy: the end of an environment."""

from __future__ import annotations

import click

from drgen.commands import project, say, say_dropped
from drgen.commands.failover import confirm


@click.command()
@click.argument("env")
@click.option("--yes", "phrase", metavar="PHRASE", help='The confirmation, for scripts: "destroy <ENV>".')
@click.option("--no-snapshots", is_flag=True, help="Leave no last snapshot of the databases: for rehearsals.")
def command(env: str, phrase: str | None, no_snapshots: bool) -> None:
    """Destroy all of ENV, its data and its states, for ever.

    Roots go in the reverse of apply order, each with its protections taken off first, in a scratch copy under build/.
    With --yes Terraform asks no more; without it, it asks before each root.
    """
    from drgen import destroy

    say_dropped()
    here = project()
    spec, stacks = here.load(env)
    confirm(f"destroy {env}", env, phrase)
    destroy.run(here, env, spec, stacks, approve=phrase is not None, snapshots=not no_snapshots, say=say)
    say(f"{env} is gone; its spec and files are still here")
