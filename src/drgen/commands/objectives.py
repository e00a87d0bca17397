"""drgen objectives: how long a failover takes and what it loses, against what is promised."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from drgen.commands import project

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drgen.objectives import Model
    from drgen.objectives.text import Row, Table


_LONG = ("what", "source", "how", "change", "rests on", "unplanned failover", "planned switchover")  # columns that wrap
_ROOM = 10  # characters that such a column has at least
_SPARE = ("path", "figure", "source", "rests on")  # columns that a narrow terminal gets none of, the last first
_WIDE = 130  # columns of a terminal that has room for the sources


@click.command()
@click.argument("env")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="Words, or plain data.")
def command(env: str, format_: str) -> None:
    """Show how long a failover of ENV takes, and what it loses.

    A timeline, the verdict against each RTO and RPO, and what would help most. Nothing is measured here: each figure
    says where it comes from; `estimates:` in the spec and the evidence of drills replace the model's own.
    """
    from drgen.objectives import advice, model, text

    here = project()
    spec, stacks = here.load(env)
    found = model(spec, stacks)
    changes = advice.changes(spec, here.catalog, found)
    if format_ == "json":
        import json

        click.echo(json.dumps(text.data(found, changes), indent=2))
        return
    click.echo(f"{env}: an unplanned failover to {spec.regions.standby.name}; the clock starts when users notice")
    for table in text.tables(found, changes):
        _print(table)
    for line in _remarks(found):
        click.echo(line)


def _remarks(found: Model) -> list[str]:
    """What no table says."""
    from drgen.objectives.words import span

    said = ["", "Nothing of this was measured on AWS unless it says so. p95 adds up the p95 of each step: a plan."]
    if window := found.timeline.write_errors("p95"):
        said.append(f"Traffic moves by itself: writes fail for up to {span(window)} (p95) until the databases follow.")
    if any(not drill.counts for drill in found.evidence):
        said.append("Evidence from an emulator is left out: it proves no time on AWS.")
    return said


def _print(table: Table) -> None:
    title, head, rows = table
    if not rows:
        return
    click.echo(f"\n{title}")
    if sys.stdout.isatty():
        _pretty(head, rows)
        return
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    for row in (head, *rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True) if width)
        click.echo("  " + "  ".join(cells).rstrip())


def _pretty(head: Row, rows: Sequence[Row]) -> None:
    """The table for a terminal; a narrow one gets no sources, which take the most room."""
    from rich import box
    from rich.console import Console
    from rich.table import Table as Rich
    from rich.text import Text

    console = Console()
    shown = _fitting(head, rows, console.width)
    table = Rich(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for name in head[:shown]:
        table.add_column(name, no_wrap=name not in _LONG, min_width=_ROOM if name in _LONG else None)
    for row in rows:
        style = "bold red" if "NOT KEPT" in row else "bold" if "critical" in row else ""
        table.add_row(*(Text(cell, style=style) for cell in row[:shown]))
    console.print(table)


def _fitting(head: Row, rows: Sequence[Row], width: int) -> int:
    """How many columns to show: those that can be spared go before a figure is cut."""
    shown = len(head) - (head[-1] == "source" and width < _WIDE)
    needs = [
        (_ROOM if name in _LONG else max(map(len, (name, *cells)))) + 2  # the space between two columns
        for name, *cells in zip(head, *rows, strict=True)
    ]
    while head[shown - 1] in _SPARE and sum(needs[:shown]) + 2 > width:
        shown -= 1
    return shown
