"""drgen validate: Terraform's own word on the rendered roots."""

from __future__ import annotations

import time

import click

from drgen.commands import environments, project, say_dropped
from drgen.errors import DrgenError


@click.command()
@environments
def command(envs: tuple[str, ...], every: bool) -> None:
    """Check that each ENV is rendered, formatted and valid.

    One Terraform process validates all five roots.
    """
    from drgen import files, offline, render
    from drgen.programs import terraform
    from drgen.project import shipped

    say_dropped()
    here = project()
    for name in here.chosen(envs, every):
        started = time.monotonic()
        spec, stacks = here.load(name)
        if stale := files.compare(here.environment(name), render.render(spec, stacks, shipped("templates"))):
            paths = ", ".join(str(change.path) for change in stale)
            raise DrgenError(f"environments/{name} is not as rendered: {paths}", hint=f"run `drgen render {name}`")
        folder = offline.prepare(here, name, spec, stacks)
        if unformatted := terraform.unformatted(folder):
            raise DrgenError(f"not as `terraform fmt` writes it: {', '.join(unformatted)}")
        terraform.init(folder / offline.EVERY_ROOT, backend=False)
        if errors := terraform.validate(folder / offline.EVERY_ROOT):
            raise DrgenError("\n".join([f"environments/{name} is not valid:", *errors]))
        calls = sum(len(stack.calls) for stack in stacks)
        took = time.monotonic() - started
        click.echo(f"{name}  rendered · formatted · valid: {len(stacks)} roots, {calls} module calls  {took:.1f} s")
