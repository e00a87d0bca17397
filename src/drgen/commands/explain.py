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
@click.option("--env", help="The environment; needed when there are several.")
def command(what: str, env: str | None) -> None:
    """Print each input of components.NAME, and where it came from."""
    here = project()
    [name] = here.chosen((env,) if env else (), every=False)
    instance = what.removeprefix("components.")
    spec, stacks = here.load(name)
    rows = list(_rows(stacks, instance))
    if not rows:
        _unknown(here, name, instance, sorted(spec.components))
    table = list(zip(*rows, strict=True))
    widths = [max(map(len, column)) for column in table]
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


def _unknown(here: Project, env: str, instance: str, known: list[str]) -> None:
    from drgen.errors import DrgenError

    folder = here.environment(env).name
    raise DrgenError(f"environments/{folder}: there is no components.{instance}", hint=f"there are {', '.join(known)}")
