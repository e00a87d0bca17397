"""drgen render: the five roots of an environment and what its brokers hold, from its spec."""

from __future__ import annotations

import gc
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import click

from drgen.commands import environments, project, say

if TYPE_CHECKING:
    from pathlib import Path

    from drgen.files import Change, Rendered
    from drgen.project import Project


@click.command()
@environments
@click.option("--check", is_flag=True, help="Write nothing; exit with 3 when a file is not as it would be rendered.")
@click.option("--diff", is_flag=True, help="Show what changes, as a unified diff.")
@click.option("--force", is_flag=True, help="Also replace files that were edited by hand or are not drgen's.")
def command(envs: tuple[str, ...], every: bool, check: bool, diff: bool, force: bool) -> None:
    """Write the Terraform of each ENV from its spec."""
    from drgen import files, halves

    gc.disable()  # nothing here is in a cycle
    here = project()
    names = here.chosen(envs, every)
    made = dict(zip(names, halves.mapped(partial(_rendered, here), names), strict=True))
    wanted = {folder: files_ for name, (_, rendered) in made.items() for folder, files_ in rendered.items()}
    if check:
        changes = {folder: files.compare(folder, rendered) for folder, rendered in wanted.items()}
    else:
        changes = files.write_all(wanted, force=force)
    for name, (modules, rendered) in made.items():
        told = [_seen_from(here.environment(name), folder, change) for folder in rendered for change in changes[folder]]
        _report(name, modules, told, sum(map(len, rendered.values())), check=check)
        if diff:
            click.echo("".join(_diff(name, change) for change in told), nl=False)
    dirty = any(changes.values()) or any(files.unfinished(folder) for folder in wanted)
    click.get_current_context().exit(3 if check and dirty else 0)


def _rendered(here: Project, name: str) -> tuple[str, dict[Path, Rendered]]:
    """What the roots have, in words; and the files of each folder that has a manifest of its own."""
    from drgen import beside, render
    from drgen.project import shipped

    spec, stacks = here.load(name)
    modules = " · ".join(f"{stack.name} {len(stack.calls)}" for stack in stacks)
    folder = here.environment(name)
    made: dict[Path, Rendered] = {folder: render.render(spec, stacks, shipped("templates"))}
    made |= {
        folder / name: texts
        for name, texts in beside.folders(spec, stacks).items()
        if texts or (folder / name).exists()
    }
    return modules, made


def _seen_from(environment: Path, folder: Path, change: Change) -> Change:
    """The change of a file, by its path in the environment."""
    return replace(change, path=(folder / change.path).relative_to(environment).as_posix())


def _report(name: str, modules: str, changes: list[Change], total: int, *, check: bool) -> None:
    for change in changes:
        click.echo(f"{change.kind:<7} environments/{name}/{change.path}")
    removed = sum(change.kind == "remove" for change in changes)
    touched = f"{'would write' if check else 'wrote'} {len(changes) - removed} files"
    gone = f", {'would remove' if check else 'removed'} {removed}" if removed else ""
    say(f"{name}  modules: {modules}  {touched}{gone}, {total - len(changes) + removed} unchanged")


def _diff(name: str, change: Change) -> str:
    from difflib import unified_diff

    path = f"environments/{name}/{change.path}"
    old, new = (change.old or "").splitlines(keepends=True), (change.new or "").splitlines(keepends=True)
    return "".join(unified_diff(old, new, path if change.old else "/dev/null", path if change.new else "/dev/null"))
