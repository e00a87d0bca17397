"""drgen plan: what Terraform would do, root by root."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drgen.commands import environments, project, say, say_dropped

if TYPE_CHECKING:
    from drgen.plans import Planned, Root


@click.command()
@environments
@click.option(
    "--offline", is_flag=True, help="Without AWS: in a scratch copy under build/, with fakes for what is handed over."
)
@click.option(
    "--together",
    is_flag=True,
    help="One offline plan of all roots wired to each other: proves the types that cross roots.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the plans are kept, a folder for each ENV.  [default: build/plans]",
)
@click.option("--detailed-exitcode", "detailed", is_flag=True, help="Exit with 2 when a plan would change anything.")
def command(
    *, envs: tuple[str, ...], every: bool, offline: bool, together: bool, out: Path | None, detailed: bool
) -> None:
    """Plan every root of each ENV, in apply order, two at a time.

    Each plan is kept with its JSON, which `drgen review` reads. Both hold secrets: they are readable for you alone.
    """
    from drgen import plans

    if together and not offline:
        raise click.UsageError("--together plans a scratch copy: say --offline too")
    here = project()
    planned: list[Planned] = []
    for name in here.chosen(envs, every):
        roots = plans.scratch(here, name, together=together) if offline else plans.committed(here, name)
        say_dropped(tuple(variable for root in roots for variable in root.variables))
        planned += _planned(name, roots, (out or here.build / "plans") / name, aws=not offline)
    failed, acts = any(one.fault for one in planned), any(one.acts for one in planned)
    click.get_current_context().exit(1 if failed else 2 if detailed and acts else 0)


def _planned(name: str, roots: list[Root], out: Path, *, aws: bool) -> list[Planned]:
    """Plan one environment, and say what came of it."""
    from drgen import plans

    found = plans.run(roots, out, aws=aws, tell=_progress)
    click.echo(f"{name}\n{plans.table(found)}")
    for one in found:
        if one.fault:
            say(f"{name}: {one.fault}")
    say(f"kept in {out}: they hold secrets")
    return found


def _progress(words: str) -> None:
    """Which root is done; on a terminal only."""
    if sys.stderr.isatty():
        say(words)
