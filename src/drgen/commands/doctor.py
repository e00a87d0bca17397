"""drgen doctor: is everything here that drgen needs?"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from drgen.commands import project

if TYPE_CHECKING:
    from drgen import doctor


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def command(ctx: click.Context, form: str) -> None:
    """Say what drgen needs and this machine lacks.

    Terraform, its provider, checkov, our policies, git, credentials. Each line that is not fine names the
    command that mends it. Ends with 1 when something needed is missing.
    """
    from drgen import doctor

    answers = []
    for answer in doctor.examine(project()):
        answers.append(answer)
        if form == "text":
            click.echo(_line(answer))
    if form == "json":
        click.echo(json.dumps([asdict(answer) for answer in answers], indent=2))
    ctx.exit(int(any(answer.needed and not answer.fine for answer in answers)))


def _line(answer: doctor.Answer) -> str:
    unicode = "utf" in (sys.stdout.encoding or "").lower()
    fine, missing, optional = ("✓", "✗", "·") if unicode else ("ok", "MISSING", "-")
    mark = fine if answer.fine else missing if answer.needed else optional
    return f"{mark} {answer.name:<12} {answer.words}" + (
        f"\n  {'':<12} {'→' if unicode else 'fix:'} {answer.fix}" if answer.fix else ""
    )
