"""One command a file, named after it: options → one call → report → exit code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from drgen.project import Project


def project() -> Project:
    """The project that the command works on: `-C`, else the folder we stand in."""
    folder: Path = click.get_current_context().obj
    return Project(folder)


def environments(command: Callable[..., Any]) -> Callable[..., Any]:
    """The arguments of a command that works on several environments: ENV…, or --all."""
    every = click.option("--all", "every", is_flag=True, help="Every environment of the project.")
    return click.argument("envs", nargs=-1, metavar="[ENV]…")(every(command))


def say(words: str) -> None:
    """Words for people go to stderr; stdout is for data."""
    click.echo(words, err=True)


def say_dropped() -> None:
    """Name the variables of the environment that change what Terraform does, and that it is not given."""
    from drgen.programs import terraform

    if dropped := terraform.environment(aws=False)[1]:
        say(f"not passed to Terraform: {', '.join(dropped)}")
