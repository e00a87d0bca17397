"""drgen check: what is wrong with an environment, from its spec and the modules alone."""

from __future__ import annotations

import datetime

import click

from drgen.commands import conclude, environments, project, reporting, spec_faults
from drgen.findings import Severity


@click.command()
@environments
@reporting
def command(envs: tuple[str, ...], every: bool, formats: tuple[str, ...], fail_on: Severity) -> None:
    """Compare the regions of each ENV: would a failover work?

    Reads the spec and the modules only: no Terraform, no AWS, no network. A finding that is meant to be is accepted
    under `suppress:` in the spec, with a reason.
    """
    from drgen import facts

    here = project()
    today = datetime.datetime.now(tz=datetime.UTC).date()
    with spec_faults(formats, fail_on):
        found = facts.findings(here, here.chosen(envs, every), today)
    conclude(found, formats, fail_on)
