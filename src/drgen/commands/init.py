"""drgen init: a new environment, and the modules that it calls."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import click

from drgen.commands import project, say
from drgen.errors import DrgenError
from drgen.project import Project, shipped


@click.command()
@click.argument("env")
def command(env: str) -> None:
    """Start ENV: a commented spec, the editor's schema, the modules."""
    from drgen import files, spec

    if not re.fullmatch(spec.NAME, env) or len(env) > spec.LONGEST_NAME:
        raise DrgenError(f"{env!r} is no name for an environment", hint=f"it takes {spec.NAME_HELP}")
    here = project()
    path = here.root / "environments" / env / "spec.yaml"
    if path.exists():
        raise DrgenError(f"{path} is there already", hint="edit it, or choose another name")
    text = spec.starter(env)
    path.parent.mkdir(parents=True, exist_ok=True)
    files.replace(path, text)
    made = [path, *_vendor(here), _schema(here)]
    for one in made:
        click.echo(f"add     {one.relative_to(here.root)}")
    say(f"edit {path.relative_to(here.root)}, then: drgen render {env}")


def _vendor(here: Project) -> list[Path]:
    """The modules as they ship with this drgen, once: from then on they are the repository's own."""
    if here.modules.exists():
        return []
    skipped = shutil.ignore_patterns(".terraform*", "*.tfstate*")
    shutil.copytree(shipped("modules"), here.modules, ignore=skipped)
    return [here.modules]


def _schema(here: Project) -> Path:
    from drgen import files, schema

    path = here.root / "schemas" / "drgen.schema.json"
    path.parent.mkdir(exist_ok=True)
    text = schema.text(here.catalog)
    files.replace(path, text)
    return path
