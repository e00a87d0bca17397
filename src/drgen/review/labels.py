"""Short names for plans, in place of the paths that they were read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from drgen.inventory.changes import Change, Plan
from drgen.redaction import Redactor

_SAYS_NOTHING = {"plan", "tfplan", "plan.out", "out", "terraform", "show", "output", "tf", "result", "-"}


def named(plans: Sequence[Plan]) -> list[Plan]:
    """The plans under their short names, each its own: standby, from build/plans/shop-prod/standby.json."""
    found = [_short(plan.source) for plan in plans]
    twice = {name for name in found if found.count(name) > 1}
    names = [plan.source if name in twice else name for plan, name in zip(plans, found, strict=True)]
    names = [Redactor().words(name) for name in names]
    return [_renamed(plan, name) for plan, name in zip(plans, names, strict=True)]


def _short(source: str) -> str:
    path = PurePath(source)
    stem = path.name.partition(".")[0]
    return path.parent.name or stem if stem.lower() in _SAYS_NOTHING else stem or source


def _renamed(plan: Plan, name: str) -> Plan:
    def renamed(changes: Sequence[Change]) -> tuple[Change, ...]:
        return tuple(replace(change, root=name) for change in changes)

    return replace(plan, source=name, changes=renamed(plan.changes), drift=renamed(plan.drift))
