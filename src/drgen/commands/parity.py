"""drgen parity: are two regions alike, in anybody's Terraform?"""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from drgen.commands import conclude, reporting, say
from drgen.findings import Severity


@click.command()
@click.argument("primary", metavar="PRIMARY", type=click.Path(path_type=Path, exists=True))
@click.argument("standby", metavar="[STANDBY]", required=False, type=click.Path(path_type=Path, exists=True))
@click.option("--regions", metavar="A,B", help="The primary's region and the standby's; found, when it is left out.")
@click.option("--var-file", "var_files", multiple=True, metavar="[SIDE=]FILE", help="Variables of a folder.")
@click.option("--workspace", "workspaces", multiple=True, metavar="[SIDE=]NAME", help="The workspace of a folder.")
@click.option("--allow", metavar="FILE", type=click.Path(path_type=Path), help="Accepted differences, with reasons.")
@click.option("--suggest-spec", is_flag=True, help="Print the drgen spec of what was found instead of findings.")
@reporting
def command(
    *,
    primary: Path,
    standby: Path | None,
    regions: str | None,
    var_files: tuple[str, ...],
    workspaces: tuple[str, ...],
    allow: Path | None,
    suggest_spec: bool,
    formats: tuple[str, ...],
    fail_on: Severity,
) -> None:
    """Compare two regions of anybody's Terraform.

    Each is the JSON of a plan (`terraform show -json plan.tfplan`), of a state, or a folder of HCL, which is read
    without running Terraform; one source alone holds both regions. SIDE is `primary` or `standby`.
    """
    from drgen.parity import accepted, findings, places, reading, suggestion, summary

    allowed = accepted.read(allow) if allow else ()
    how = reading.how(var_files, workspaces)
    found = reading.regions(primary, standby, places.given(regions) if regions else None, how)
    for line in summary.lines(found):
        say(line)
    if suggest_spec:
        click.echo(suggestion.text(found), nl=False)
        return
    today = datetime.datetime.now(tz=datetime.UTC).date()
    conclude(findings.of(found, allowed, today), formats, fail_on)
