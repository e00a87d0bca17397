"""The values that a change changes, one line each, as they may be shown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from drgen.inventory import Sensitive, Unknown
from drgen.inventory.changes import Action, Change
from drgen.redaction import HIDDEN, Redactor, is_secret_name
from drgen.review.nouns import Line

_TOLD = (Action.UPDATE, Action.REPLACE)
_MOST = 40  # lines of one resource: nobody reads more
_DERIVED = "tags_all"  # the same as tags, with the provider's own
Path = tuple[str, ...]


def lines(change: Change, redactor: Redactor) -> tuple[Line, ...]:
    """The values that differ, those that force a replacement first; of what is made or destroyed none is told."""
    if change.action not in _TOLD:
        return ()
    keys = sorted({*change.before, *change.after} - {_DERIVED} | ({_DERIVED} if _only_derived(change) else set()))
    found = [
        line
        for key in keys
        for line in _differences(change.before.get(key), change.after.get(key), (str(key),), change, redactor)
    ]
    found.sort(key=lambda line: not line.forces)
    more = [Line(f"and {len(found) - _MOST} more", "", "")] if len(found) > _MOST else []
    return (*found[:_MOST], *more)


def _only_derived(change: Change) -> bool:
    return change.before.get("tags") == change.after.get("tags")


def _differences(before: Any, after: Any, path: Path, change: Change, redactor: Redactor) -> Iterator[Line]:
    if before == after or (_is_nothing(before) and _is_nothing(after)):
        return
    inner = None if isinstance(before, Sensitive) or isinstance(after, Sensitive) else _inside(before, after)
    if inner is None or is_secret_name(path, change.type) or _is_named_secret(before, after):
        yield _line(before, after, path, change, redactor)
        return
    for key, old, new in inner:
        yield from _differences(old, new, (*path, key), change, redactor)


def _is_nothing(value: Any) -> bool:
    """Whether it is what a provider writes for nothing."""
    return not isinstance(value, Unknown | bool | int) and value in (None, "", [], {}, ())


def _inside(before: Any, after: Any) -> list[tuple[str, Any, Any]] | None:
    """What two values are made of, pair by pair; None for those that are told whole."""
    before, after = _decoded(before), _decoded(after)
    if (isinstance(before, Mapping) and after is None) or (isinstance(after, Mapping) and before is None):
        before, after = before or {}, after or {}
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        return [(str(key), before.get(key), after.get(key)) for key in sorted({*before, *after}, key=str)]
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        return [(str(index), *pair) for index, pair in enumerate(zip(before, after, strict=True))]
    return None


def _decoded(value: Any) -> Any:
    """A policy, or another document that stands in a text, as what it says."""
    if not isinstance(value, str) or value[:1] not in ("{", "["):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return value


def _is_named_secret(before: Any, after: Any) -> bool:
    """Whether it is a pair of a name and a value, as containers take them, and the name is a secret's."""
    names = [one.get("name") for one in (before, after) if isinstance(one, Mapping)]
    return any(isinstance(name, str) and is_secret_name((name,)) for name in names)


def _line(before: Any, after: Any, path: Path, change: Change, redactor: Redactor) -> Line:
    dotted = ".".join(path)
    forces = any(
        dotted == one or dotted.startswith(f"{one}.") or one.startswith(f"{dotted}.") for one in change.forced_by
    )
    hidden = _is_named_secret(before, after)
    old, new = (HIDDEN if hidden else redactor.value(one, *path, type_=change.type) for one in (before, after))
    return Line(redactor.words(dotted), old, new, forces)
