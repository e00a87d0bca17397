"""drgen review: what plans do to a recovery."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from drgen.commands import REVIEW_FORMATS, project, reviewing
from drgen.findings import Severity

if TYPE_CHECKING:
    from drgen.inventory.changes import Plan


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
    from drgen.review import review

    told = review(_read(paths), env or "")
    report.write(told, formats, REVIEW_FORMATS)
    click.get_current_context().exit(int(any(finding.severity >= fail_on for finding in told.findings)))
