"""Short names for plans, in place of the paths that they were read from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from drgen.inventory.changes import Plan
from drgen.redaction import Redactor

_SAYS_NOTHING = {"plan", "tfplan", "plan.out", "out", "terraform", "show", "output", "tf", "result", "-"}


def labels(plans: Sequence[Plan]) -> Mapping[str, str]:
    """A name for each source, its own: standby for build/plans/shop-prod/standby.json."""
    found = [_short(plan.source) for plan in plans]
    twice = {name for name in found if found.count(name) > 1}
    names = (plan.source if name in twice else name for plan, name in zip(plans, found, strict=True))
    return {plan.source: Redactor().words(name) for plan, name in zip(plans, names, strict=True)}


def _short(source: str) -> str:
    path = PurePath(source)
    stem = path.name.partition(".")[0]
    return path.parent.name or stem if stem.lower() in _SAYS_NOTHING else stem or source
