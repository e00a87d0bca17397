"""drgen explain: what a check looks for, what a module takes, or where every input of a component came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from drgen.commands import project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drgen.project import Project
    from drgen.stacks import Stack

_WIDTH = 56  # of a value on one line
_AS = click.Choice(["text", "markdown"])


@click.command()
@click.argument("what", required=False)
@click.option("--env", help="One environment only; otherwise every one that has the component.")
@click.option("--all", "every", is_flag=True, help="List all checks.")
@click.option("--format", "form", type=_AS, default="text", help="How checks are told; docs/checks.md is the markdown.")
def command(what: str | None, env: str | None, every: bool, form: str) -> None:
    """Explain a check, a module, or the inputs of components.NAME.

    WHAT is a check's id, as a finding names it; a module, such as aurora, in a spec or not; or a component of the spec.
    """
    from drgen import checks, manual, settings

    if every:
        click.echo(_listed(form), nl=False)
    elif not what:
        raise click.UsageError("name a check, a module or components.NAME, or say --all")
    elif what in checks.ids():
        click.echo(_told(what, form), nl=False)
    elif what in (modules := settings.components_of(project().catalog)):
        click.echo(manual.page(what, modules), nl=False)
    else:
        _refuse_slip(what, checks.ids())
        _component(project(), what, env)


def _listed(form: str) -> str:
    from drgen import catalogue, checks

    return catalogue.markdown() if form == "markdown" else catalogue.table(checks.every())


def _told(what: str, form: str) -> str:
    from drgen import catalogue, checks

    [check] = [one for one in checks.every() if one.id == what]
    return catalogue.section(check) if form == "markdown" else catalogue.page(check)


def _refuse_slip(what: str, known: list[str]) -> None:
    """A sentence that is nearly a check's id is no component."""
    from difflib import get_close_matches

    from drgen.errors import DrgenError

    if "_" in what and (near := get_close_matches(what, known, 1, 0.8)):
        raise DrgenError(
            f"there is no check {what}", hint=f"did you mean '{near[0]}'? `drgen explain --all` lists them"
        )


def _component(here: Project, what: str, env: str | None) -> None:
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
    from drgen import settings
    from drgen.errors import DrgenError
    from drgen.problems import did_you_mean

    known = {name for env in envs for name in here.load(env)[0].components}
    there = did_you_mean(instance, sorted(known | settings.components_of(here.catalog).keys()), "there are")
    raise DrgenError(f"no environment has components.{instance}", f"{there}; `drgen explain --all` lists the checks")
