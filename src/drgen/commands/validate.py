"""drgen validate: everything that can be proven without AWS."""

from __future__ import annotations

import datetime
import sys
import time
from collections.abc import Callable

import click

from drgen.commands import conclude, environments, project, reporting, say, say_dropped, spec_faults
from drgen.findings import Severity


@click.command()
@environments
@reporting
def command(envs: tuple[str, ...], every: bool, formats: tuple[str, ...], fail_on: Severity) -> None:
    """Prove all of each ENV that needs no AWS.

    That it is as rendered and valid, and passes the checks, checkov and our policies. Terraform (one process for all
    five roots) and checkov run at the same time; what is unchanged since the last run is not asked again.
    """
    from drgen import validation

    say_dropped()
    here = project()
    names = here.chosen(envs, every)
    started = time.monotonic()
    today = datetime.datetime.now(tz=datetime.UTC).date()
    with spec_faults(formats, fail_on):
        outcomes = validation.run(here, names, today, _progress(started))
    took = time.monotonic() - started
    for outcome in outcomes:
        stages = "  ".join(_marked(stage.words, fine=stage.fine) for stage in outcome.stages)
        say(f"{outcome.name}  {stages}{f'  {took:.1f} s' if outcome is outcomes[-1] else ''}")
    conclude([finding for outcome in outcomes for finding in outcome.findings], formats, fail_on)


def _progress(started: float) -> Callable[[str], None]:
    """Says what is done so far; on a terminal only, but for what takes minutes: making checkov ready."""

    def tell(words: str) -> None:
        if sys.stderr.isatty() or words.startswith("making"):
            say(f"{time.monotonic() - started:5.1f} s  {words}")

    return tell


def _marked(words: str, *, fine: bool) -> str:
    """A mark before the words; a word where the terminal cannot show the mark."""
    unicode = "utf" in (sys.stderr.encoding or "").lower()
    return f"{('✓' if fine else '✗') if unicode else ('ok' if fine else 'FAILED')} {words}"
