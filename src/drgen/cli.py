"""The Click group: every module of `commands` is a command; a `DrgenError` is a message."""

from __future__ import annotations

import gc
import os
import pkgutil
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import click

from drgen import commands
from drgen.errors import DrgenError


class _Group(click.Group):
    """Finds its commands by looking into the folder, and imports one only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        return sorted(name.replace("_", "-") for _, name, _ in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"{commands.__name__}.{cmd_name.replace('-', '_')}").command
        command.name = cmd_name
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except DrgenError as error:
            click.echo(f"{click.style('error:', fg='red', bold=True)} {error}", err=True)
            if error.hint:
                click.echo(f"{click.style('fix:', bold=True)} {error.hint}", err=True)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(1)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-C",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The project: the folder that holds environments/ and modules/.",
)
@click.version_option(package_name="drgen")
@click.pass_context
def main(ctx: click.Context, folder: Path) -> None:
    """Disaster recovery for two-region platforms on AWS, as Terraform that is rendered, proven and rehearsed."""
    gc.set_threshold(50_000)  # a short process leaves little to collect: a tenth of its time goes into looking
    _without_plugins()
    ctx.color = False if os.environ.get("NO_COLOR") else None  # None: where a terminal shows it (no-color.org)
    ctx.obj = folder


def _without_plugins() -> None:
    """Let pydantic not look for plugins: it reads every installed package, for a seventh of `drgen check`'s time.

    The variable is pydantic's own switch; even so it imports all that the search needs. Where its insides are laid
    out otherwise, the module put in its place is never asked for.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    loader = ModuleType("pydantic.plugin._loader")
    loader.__dict__["get_plugins"] = tuple
    sys.modules.setdefault(loader.__name__, loader)


if __name__ == "__main__":
    main()
