"""drgen rehearse: a whole failover on a local AWS."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import click

from drgen.commands import project, say

if TYPE_CHECKING:
    from drgen.rehearsal.stage import Theatre

SCENARIOS = ("dark", "dark-standby", "partition-control-plane", "throttled", "flapping", "lag")
STAGES = ("build", "dark", "partition", "throttled", "flapping", "lag", "failover", "home", "destroy")


@click.command()
@click.argument("env")
@click.option("--scenario", type=click.Choice(SCENARIOS), default="dark", show_default=True, help="What goes wrong.")
@click.option("--only", multiple=True, type=click.Choice(STAGES), help="Play this stage after the build; repeatable.")
@click.option("--keep", is_flag=True, help="Leave the local AWS running at the end, until Ctrl-C.")
def command(env: str, scenario: str, only: tuple[str, ...], keep: bool) -> None:
    """Rehearse a failover of ENV on a local AWS.

    The committed roots are applied to two emulators on loopback, a region goes dark, ENV fails over, comes home and is
    destroyed. Nothing reaches AWS: no credential or profile of yours is passed on. What was proven, and what an
    emulator cannot prove, is in build/rehearsal/ENV/report.html.
    """
    from drgen import rehearsal
    from drgen.rehearsal import report

    evidence = rehearsal.run(project(), env, say=say, scenario=scenario, only=only, keep=_wait if keep else None)
    for path in report.write(evidence, project().build / "rehearsal" / env):
        say(f"wrote {path}")
    say(f"{'passed' if evidence.passed else 'failed'} in {evidence.seconds:.0f} s")
    click.get_current_context().exit(int(not evidence.passed))


def _wait(theatre: Theatre) -> None:
    own = {name: value for name, value in theatre.aws.environment.items() if name.startswith(("AWS_", "DRGEN_NAME"))}
    say("the local AWS runs until Ctrl-C; to talk to it:")
    for name, value in sorted(own.items()):
        click.echo(f"export {name}={value}")
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        say("ended")
