"""The plans that a user named: files, standard input, or folders of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from drgen.errors import DrgenError
from drgen.inventory import sources
from drgen.inventory.changes import Plan
from drgen.terms import ROOTS


def plans(paths: Iterable[Path], now: datetime, progress: Callable[[str], None] | None = None) -> list[Plan]:
    """The plans at some paths, those of a folder in apply order.

    Raises DrgenError for a folder without a plan, and as `sources.read_plan` does.
    """
    return [sources.read_plan(file, now=now, progress=progress) for path in paths for file in _files(path)]


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    found = sorted(path.glob("*.json"), key=_rank)
    if not found:
        raise DrgenError(f"{path}: there is no plan in it", hint="`drgen plan ENV` keeps its plans as JSON")
    yield from found


def _rank(path: Path) -> tuple[int, str]:
    return ROOTS.index(path.stem) if path.stem in ROOTS else len(ROOTS), path.name
