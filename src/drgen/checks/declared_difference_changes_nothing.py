"""A standby block says what is so anyway.

The regions are alike in this, so the block explains a difference that there is not. Whoever reads it believes
in it, and when the setting changes later, the standby silently keeps the old value.

Remove the line from the standby block, and its `because` when nothing else is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.MEDIUM


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair, _ in sides.both(spec, stacks):
        base, over = pair.primary, pair.component.standby
        for path, value in _leaves(over, ()):
            if _at(base, path) == value and not _implies_otherwise(spec, pair, path[0], value):
                message = f"{pair.name}: the standby's {'.'.join(path)} is {value}, as in the primary"
                yield Finding(("components", pair.name, "standby", *path), message)


def _leaves(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _leaves(inner, (*path, key))
    elif path:
        yield path, value


def _at(value: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _implies_otherwise(spec: Spec, pair: sides.Pair, key: str, value: Any) -> bool:
    """Whether the strategy would make the standby smaller than what the block says: then it does change something."""
    if key == "instances":
        return str(spec.strategy) != "hot_standby" and pair.component.standby[key] != pair.primary.get(key, {})
    if key == "nodes" and isinstance(value, int):
        return str(spec.strategy) == "pilot_light" or (str(spec.strategy) == "warm_standby" and value > 2)  # noqa: PLR2004
    return key == "class" and str(spec.strategy) == "pilot_light"
