"""drgen rehearse: a whole failover on a local AWS."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from drgen.commands import project, say

if TYPE_CHECKING:
    from drgen.rehearsal.evidence import Evidence
    from drgen.rehearsal.stage import Theatre

SCENARIOS = ("dark", "dark-standby", "partition-control-plane", "throttled", "flapping", "lag")
STAGES = ("build", "dark", "partition", "throttled", "flapping", "lag", "failover", "home", "destroy")


@click.command()
@click.argument("env")
@click.option("--scenario", type=click.Choice(SCENARIOS), default="dark", show_default=True, help="What goes wrong.")
@click.option("--only", multiple=True, type=click.Choice(STAGES), help="Play this stage after the build; repeatable.")
@click.option("--keep", is_flag=True, help="Destroy nothing, and leave the local AWS running until Ctrl-C.")
def command(env: str, scenario: str, only: tuple[str, ...], keep: bool) -> None:
    """Rehearse a failover of ENV on a local AWS.

    The committed roots are applied to two emulators on loopback, a region goes dark, ENV fails over, comes home and is
    destroyed. Nothing reaches AWS: no credential or profile of yours is passed on. What was proven, and what an
    emulator cannot prove, is in build/rehearsal/ENV/report.html. Ctrl-C ends it at once, and all that it started.
    """
    from drgen import rehearsal
    from drgen.rehearsal import ending

    with ending.at_once():
        evidence = rehearsal.run(project(), env, say=say, scenario=scenario, only=only, keep=_kept if keep else None)
    if not keep:
        _report(evidence)
    click.get_current_context().exit(int(not evidence.passed))


def _report(evidence: Evidence) -> None:
    from drgen.rehearsal import report

    for path in report.write(evidence, project().build / "rehearsal" / evidence.environment):
        say(f"wrote {path}")
    say(f"{'passed' if evidence.passed else 'failed'} in {evidence.seconds:.0f} s")


def _kept(theatre: Theatre) -> None:
    from drgen.rehearsal import ending

    _report(theatre.evidence)
    settings = theatre.project.root.parent / "environment"
    settings.write_text(theatre.aws.settings, encoding="utf-8")
    say("the local AWS runs on. In another terminal:")
    click.echo(f". {settings}")
    click.echo(f"drgen -C {theatre.project.root} status {theatre.name}")
    say(f"Ctrl-C here ends it (or `kill {os.getpid()}`), and all that it holds with it")
    ending.wait()
    say("ended")
