"""What the live checks read: one kind of thing a file, and how each region is asked for it.

    look(site)  what one region says of its own, by name; empty where the platform has none of it

A check in `checks/live` takes such a kind by its parameter's name, `certificates`, and gets what each side that was
asked says: `{"primary": {…}, "standby": {…}}`. A side that did not answer is not in it. Kinds are found by that name,
so a new one is a file here and the check that reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from drgen import checks
from drgen.terms import Side

if TYPE_CHECKING:
    from drgen.failover.run import Site

FOLDER = "live"
GIVEN = frozenset({"spec", "parts", "now", "handovers"})  # what checks take besides, of no region

T = TypeVar("T")
BySide = Mapping[Side, Mapping[str, T]]  # of one kind: by side that answered, by name


def kinds() -> list[str]:
    """The kinds that some check reads."""
    return sorted(frozenset().union(*(check.reads for check in checks.every(FOLDER))) - GIVEN)


def look(kind: str) -> Callable[[Site], Mapping[str, Any]]:
    """How a region is asked for a kind."""
    asked: Callable[[Site], Mapping[str, Any]] = import_module(f"{__name__}.{kind}").look
    return asked
