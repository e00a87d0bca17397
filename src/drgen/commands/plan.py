"""drgen plan: what Terraform would do, root by root."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from drgen.commands import environments, project, say_dropped
from drgen.errors import DrgenError

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@environments
@click.option(
    "--offline", is_flag=True, help="Without AWS: in a scratch copy under build/, with fakes for what is handed over."
)
@click.option(
    "--together", is_flag=True, help="One plan of all roots wired to each other: proves the types that cross roots."
)
def command(envs: tuple[str, ...], every: bool, offline: bool, together: bool) -> None:
    """Plan every root of each ENV, in apply order."""
    from drgen import offline as scratch
    from drgen.terms import ROOTS

    if not offline:
        raise DrgenError("plans against AWS are not there yet", hint="say --offline, or run `terraform plan` in a root")
    here = project()
    say_dropped()
    for name in here.chosen(envs, every):
        folder = scratch.prepare(here, name, *here.load(name))
        for root in (scratch.EVERY_ROOT,) if together else ROOTS:
            counts = _count(_plan(folder / root))
            click.echo(
                f"{name}  {root:<11} {counts['create']:>4} to add  {sum(counts.values()) - counts['create']} other"
            )


def _plan(folder: Path) -> dict[str, Any]:
    from drgen.programs import terraform

    out = folder / "offline.tfplan"
    terraform.init(folder)
    terraform.plan(folder, out, refresh=False)
    return terraform.show(folder, out)


def _count(shown: dict[str, Any]) -> Counter[str]:
    changes = (tuple(change["change"]["actions"]) for change in shown.get("resource_changes", []))
    return Counter("create" if actions == ("create",) else "other" for actions in changes if actions not in _SILENT)


_SILENT = (("no-op",), ("read",))
