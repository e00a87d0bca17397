"""drgen explain: where every input of a component came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from drgen.commands import project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drgen.project import Project
    from drgen.stacks import Stack

_WIDTH = 56  # of a value on one line


@click.command()
@click.argument("what")
@click.option("--env", help="One environment only; otherwise every one that has the component.")
def command(what: str, env: str | None) -> None:
    """Print each input of components.NAME, and where it came from."""
    here = project()
    instance = what.removeprefix("components.")
    names = here.chosen((env,) if env else (), every=not env)
    tables = {name: list(_rows(here.load(name)[1], instance)) for name in names}
    found = {name: rows for name, rows in tables.items() if rows}
    if not found:
        _unknown(here, names, instance)
    for name, rows in found.items():
        if len(names) > 1:
            click.echo(click.style(name, bold=True))
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _rows(stacks: list[Stack], instance: str) -> Iterator[tuple[str, str, str, str]]:
    from drgen import hcl

    for stack in stacks:
        for call in (call for call in stack.calls if call.instance == instance):
            for name, taken in sorted(call.module.inputs.items()):
                wire = call.inputs.get(name)
                value = " ".join(hcl.expression(wire.value if wire else taken.default).split())
                short = value if len(value) <= _WIDTH else f"{value[: _WIDTH - 1]}…"
                yield stack.name, name, short, wire.source if wire else "the module's default"


def _unknown(here: Project, envs: list[str], instance: str) -> None:
    from drgen.errors import DrgenError

    known = sorted({name for env in envs for name in here.load(env)[0].components})
    raise DrgenError(f"no environment has components.{instance}", hint=f"there are {', '.join(known)}")
