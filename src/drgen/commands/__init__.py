"""One command a file, named after it: options → one call → report → exit code."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import click

from drgen.findings import Finding, Severity
from drgen.project import Project

REVIEW_FORMATS = "drgen.report.review"


def project() -> Project:
    """The project that the command works on: `-C`, else the folder we stand in."""
    folder: Path = click.get_current_context().obj
    return Project(folder)


def environments(command: Callable[..., Any]) -> Callable[..., Any]:
    """The arguments of a command that works on several environments: ENV…, or --all."""
    every = click.option("--all", "every", is_flag=True, help="Every environment of the project.")
    return click.argument("envs", nargs=-1, metavar="[ENV]…")(every(command))


def reporting(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a command that ends with `conclude`: `formats`, and `fail_on`, a Severity."""
    return _reporting(command, "drgen.report", "findings are")


def reviewing(command: Callable[..., Any]) -> Callable[..., Any]:
    """The same of a command that tells a review, in the formats that a review has."""
    return _reporting(command, REVIEW_FORMATS, "the review is")


def _reporting(command: Callable[..., Any], package: str, what: str) -> Callable[..., Any]:
    from drgen import report

    known = ", ".join(report.formats(package))
    formats = click.option(
        "--format",
        "formats",
        multiple=True,
        metavar="FORMAT[=FILE]",
        callback=partial(_known_formats, package),
        help=f"How {what} told: {known}; with =FILE into a file. Repeatable.",
    )
    fail_on = click.option(
        "--fail-on",
        type=click.Choice([str(severity) for severity in Severity]),
        default=str(Severity.HIGH),
        show_default=True,
        callback=lambda _ctx, _option, said: Severity[said.upper()],
        help="The least severity that makes the exit code 1.",
    )
    return formats(fail_on(command))


def conclude(findings: Sequence[Finding], formats: Sequence[str], fail_on: Severity) -> NoReturn:
    """Report, and end with 1 when a finding is as bad as `fail_on`, else with 0."""
    from drgen import report

    report.write(findings, formats)
    click.get_current_context().exit(int(any(finding.severity >= fail_on for finding in findings)))


@contextmanager
def spec_faults(formats: Sequence[str], fail_on: Severity) -> Iterator[None]:
    """What is wrong with a spec is told as findings where a program reads them; people get the error itself."""
    from drgen.problems import SpecError

    try:
        yield
    except SpecError as error:
        if all(said == "text" for said in formats):
            raise
        found = [
            Finding((), one.message, one.hint, Severity.BLOCKER, mark=one.mark, line=one.line) for one in error.problems
        ]
        conclude(found, formats, fail_on)


def _known_formats(package: str, ctx: click.Context, option: click.Parameter, said: tuple[str, ...]) -> tuple[str, ...]:
    """Refuses a format that nobody writes before anything is checked, which may take a while."""
    from drgen import report
    from drgen.errors import DrgenError

    try:
        report.targets(said, package)
    except DrgenError as error:
        raise click.BadParameter(f"{error} ({error.hint})", ctx, option) from error
    return said


def say(words: str) -> None:
    """Words for people go to stderr; stdout is for data."""
    click.echo(words, err=True)


def say_dropped(variables: tuple[str, ...] = ()) -> None:
    """Name the variables of the environment that change what Terraform does, and that it is not given.

    `variables` are the roots' own that it is given: TF_VAR_orders_password.
    """
    from drgen.programs import terraform

    if dropped := terraform.environment(aws=False, variables=variables)[1]:
        say(f"not passed to Terraform: {', '.join(dropped)}")
