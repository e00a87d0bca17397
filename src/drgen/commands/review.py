"""drgen review: what plans do to a recovery."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from drgen.commands import REVIEW_FORMATS, project, reviewing, say
from drgen.findings import Severity


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PLAN…", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--env", metavar="ENV", help="The environment that the plans are of: what becomes of its objectives.")
@reviewing
def command(paths: tuple[Path, ...], env: str | None, formats: tuple[str, ...], fail_on: Severity) -> None:
    """Say what each PLAN does to a failover, the worst first.

    PLAN is the JSON of a plan, `terraform show -json plan.tfplan`, of anybody's Terraform, or a folder of such files.
    Nothing secret leaves a plan, in whatever format.
    """
    from drgen import report
    from drgen.review import Platform, reading, review

    platform = Platform(env, *project().load(env)) if env else None
    told = review(reading.plans(paths, datetime.datetime.now(tz=datetime.UTC), _progress), platform)
    report.write(told, formats, REVIEW_FORMATS)
    click.get_current_context().exit(int(any(finding.severity >= fail_on for finding in told.findings)))


def _progress(words: str) -> None:
    """How far the reading is; on a terminal only."""
    if sys.stderr.isatty():
        say(words)
