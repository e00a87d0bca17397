"""drgen render: the five roots of an environment, from its spec."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

import click

from drgen.commands import environments, project, say

if TYPE_CHECKING:
    from drgen.files import Change
    from drgen.stacks import Stack


@click.command()
@environments
@click.option("--check", is_flag=True, help="Write nothing; exit with 3 when a file is not as it would be rendered.")
@click.option("--diff", is_flag=True, help="Show what changes, as a unified diff.")
@click.option("--force", is_flag=True, help="Also replace files that were edited by hand or are not drgen's.")
def command(envs: tuple[str, ...], every: bool, check: bool, diff: bool, force: bool) -> None:
    """Write the Terraform of each ENV from its spec."""
    from drgen import files, render
    from drgen.project import shipped

    here = project()
    dirty = False
    for name in here.chosen(envs, every):
        spec, stacks = here.load(name)
        rendered = render.render(spec, stacks, shipped("templates"))
        folder = here.environment(name)
        changes = files.compare(folder, rendered) if check else files.write(folder, rendered, force=force)
        dirty |= bool(changes) or files.unfinished(folder)
        _report(name, stacks, changes, len(rendered), check=check)
        if diff:
            click.echo("".join(_diff(name, change) for change in changes), nl=False)
    click.get_current_context().exit(3 if check and dirty else 0)


def _report(name: str, stacks: list[Stack], changes: list[Change], total: int, *, check: bool) -> None:
    for change in changes:
        click.echo(f"{change.kind:<7} environments/{name}/{change.path}")
    modules = " · ".join(f"{stack.name} {len(stack.calls)}" for stack in stacks)
    removed = sum(change.kind == "remove" for change in changes)
    touched = f"{'would write' if check else 'wrote'} {len(changes) - removed} files"
    gone = f", {'would remove' if check else 'removed'} {removed}" if removed else ""
    say(f"{name}  modules: {modules}  {touched}{gone}, {total - len(changes) + removed} unchanged")


def _diff(name: str, change: Change) -> str:
    path = f"environments/{name}/{change.path}"
    old, new = (change.old or "").splitlines(keepends=True), (change.new or "").splitlines(keepends=True)
    return "".join(unified_diff(old, new, path if change.old else "/dev/null", path if change.new else "/dev/null"))
