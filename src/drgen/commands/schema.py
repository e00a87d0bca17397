"""drgen schema: the JSON Schema of a spec, for editors."""

from __future__ import annotations

from pathlib import Path

import click

from drgen.commands import project, say


@click.command()
@click.option("--write", is_flag=True, help="Write schemas/drgen.schema.json instead of printing it.")
@click.option("--check", is_flag=True, help="Write nothing; exit with 3 when the file is not up to date.")
def command(write: bool, check: bool) -> None:
    """Print the JSON Schema of a spec.

    It is derived from the platform's fields and the modules' own variables.
    """
    from drgen import files, schema

    here = project()
    text = schema.text(here.catalog)
    path = here.root / "schemas" / "drgen.schema.json"
    current = path.read_text(encoding="utf-8") if path.exists() else ""
    if check and text != current:
        say(f"{Path('schemas', path.name)} is not up to date: run `drgen schema --write`")
        click.get_current_context().exit(3)
    if check:
        return
    if not write:
        click.echo(text, nl=False)
    elif text != current:
        path.parent.mkdir(parents=True, exist_ok=True)
        files.replace(path, text)
        say(f"wrote {Path('schemas', path.name)}")
