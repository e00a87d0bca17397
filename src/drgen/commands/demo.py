"""drgen demo: the example platform, rendered and proven in a folder of its own."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drgen.commands import project
from drgen.errors import DrgenError
from drgen.project import Project, shipped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drgen.spec import Spec
    from drgen.stacks import Stack

_EXAMPLE = "shop-prod"
_MARK = ".drgen-demo"  # lies in a folder that a demo made: only such a one is made anew, and what lies under build/


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def command(folder: Path) -> None:
    """Render and validate the shop-prod example in FOLDER."""
    from drgen import files, render

    here = _copy(project(), folder)
    started = time.monotonic()
    spec, stacks = here.load(_EXAMPLE)
    rendered = render.render(spec, stacks, shipped("templates"))
    files.write(here.environment(_EXAMPLE), rendered)
    took = time.monotonic() - started
    _introduce(spec, len((here.environment(_EXAMPLE) / "spec.yaml").read_text(encoding="utf-8").splitlines()))
    _table(stacks, {stack.name: _lines(rendered, stack.name) for stack in stacks})
    click.echo(f"\n  a failover edits one line, `active: standby`, and with it {_swapped(here, spec, rendered)}")
    click.echo(f"  rendered in {took:.1f} s: {len(rendered)} files under {here.environment(_EXAMPLE)}")
    _validate(here, spec, stacks)
    click.echo(f"\n  Read next:  {here.environment(_EXAMPLE)}/standby/main.tf")
    click.echo(f"  Then:       diff {here.environment(_EXAMPLE)}/{{primary,standby}}/main.tf")


def _copy(source: Project, folder: Path) -> Project:
    """The example's spec and the modules, in a folder that is made anew.

    Raises DrgenError where there is no example to copy, and for a folder that holds what no demo put there.
    """
    if _EXAMPLE not in source.environments:
        hint = "the demo copies it out of drgen's own repository: run it there, or name that with -C"
        raise DrgenError(f"there is no environments/{_EXAMPLE}/spec.yaml", hint=hint)
    is_ours = (folder / _MARK).exists() or folder.resolve().is_relative_to(source.build.resolve())
    if folder.is_dir() and any(folder.iterdir()) and not is_ours:
        raise DrgenError(f"{folder} is not empty, and no demo made it", hint="name a folder that is new")
    example = source.environment(_EXAMPLE)
    for old in (folder / "environments", folder / "modules"):
        shutil.rmtree(old, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MARK).touch()
    target = folder / "environments" / _EXAMPLE
    target.mkdir(parents=True)
    shutil.copy(example / "spec.yaml", target / "spec.yaml")
    skipped = shutil.ignore_patterns(".terraform*", "*.tfstate*")
    shutil.copytree(source.modules, folder / "modules", ignore=skipped)
    return Project(folder)


def _introduce(spec: Spec, lines: int) -> None:
    primary, standby = spec.regions.primary.name, spec.regions.standby.name
    click.echo(f"\n  {spec.name}: one spec of {lines} lines, two regions\n")
    click.echo(f"  {primary} (primary, {'serves' if spec.active == 'primary' else 'waits'})  →  {standby} (standby)")
    click.echo(f"  strategy {spec.strategy}, traffic {spec.traffic}\n")


def _lines(rendered: Mapping[str, str], root: str) -> int:
    return sum(text.count("\n") for path, text in rendered.items() if path.startswith(f"{root}/"))


def _swapped(here: Project, spec: Spec, rendered: Mapping[str, str]) -> str:
    """What the one line that a failover changes in the spec changes in the Terraform, counted."""
    from drgen import render, stacks

    other = spec.model_copy(update={"active": "standby"})
    after = render.render(other, stacks.layout(other, here.catalog), shipped("templates"))
    pairs = (zip(rendered[path].split("\n"), after[path].split("\n"), strict=True) for path in after)
    changed = [new.split("=")[0].strip() for lines in pairs for old, new in lines if old != new]
    return f"{len(changed)} lines of Terraform, all of them `{'`, `'.join(sorted(set(changed)))}`"


def _table(stacks: list[Stack], lines: dict[str, int]) -> None:
    for stack in stacks:
        calls = ", ".join(call.instance for call in stack.calls)
        click.echo(f"  {stack.name:<11} {len(stack.calls):>2} modules  {lines[stack.name]:>4} lines   {calls}")


def _validate(here: Project, spec: Spec, stacks: list[Stack]) -> None:
    from drgen import offline
    from drgen.programs import terraform

    folder = offline.prepare(here, _EXAMPLE, spec, stacks) / offline.EVERY_ROOT
    started = time.monotonic()
    try:
        terraform.program()
        terraform.init(folder, backend=False)
    except DrgenError as error:
        click.echo(f"\n  not validated: {str(error).splitlines()[0]}")
        click.echo(f"  {error.hint or 'Terraform must reach its registry, or a mirror'}; then run this again")
        return
    if errors := terraform.validate(folder):
        raise DrgenError("\n".join(["the example is not valid:", *errors]))
    click.echo(f"  terraform validate: all five roots are valid, one process, {time.monotonic() - started:.1f} s")
