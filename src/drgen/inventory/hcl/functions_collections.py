"""Terraform's functions of lists, maps and sets. A set is a sorted list without repetitions."""

from __future__ import annotations

import itertools
import math
from typing import Any

from drgen.inventory import Unknown
from drgen.inventory.hcl.functions import leaves, whole
from drgen.inventory.hcl.values import Fault, number, text, truth, unknown

_MOST_ROWS = 2**16  # of a product of sets: a mistake, or an attack, beyond


@whole
def merge(*maps: Any) -> Any:
    if any(isinstance(one, Unknown) for one in maps):
        return unknown(*maps)
    found: dict[Any, Any] = {}
    for one in maps:
        found.update(one or {})
    return found


@leaves
def concat(*lists: Any) -> Any:
    return [item for one in lists for item in one]


@leaves
def lookup(map_: Any, key: Any, *default: Any) -> Any:
    if isinstance(key, Unknown):
        return unknown(map_, key, *default)
    if key in map_:
        return map_[key]
    if not default:
        raise Fault(f"no key {key}")
    return default[0]


@leaves
def length(of: Any) -> Any:
    return len(of)


@leaves
def element(list_: Any, index: Any) -> Any:
    return list_[number(index) % len(list_)] if not isinstance(index, Unknown) else unknown(list_, index)


@leaves
def keys(map_: Any) -> Any:
    return sorted(map_)


@leaves
def values(map_: Any) -> Any:
    return [map_[key] for key in sorted(map_)]


@leaves
def zipmap(keys_: Any, values_: Any) -> Any:
    if any(isinstance(key, Unknown) for key in keys_):
        return unknown(*keys_, *values_)
    return dict(zip(map(text, keys_), values_, strict=True))


@leaves
def flatten(list_: Any) -> Any:
    if isinstance(list_, Unknown):
        return unknown(list_)
    if any(isinstance(one, Unknown) for one in list_):
        return unknown(*list_)  # one of them may be a list
    return [inner for one in list_ for inner in (flatten(one) if isinstance(one, list) else [one])]


@leaves
def slice(list_: Any, start: Any, end: Any) -> Any:  # noqa: A001  Terraform's name
    if not 0 <= start <= end <= len(list_):
        raise Fault("outside the list")
    return list_[start:end]


@leaves
def reverse(list_: Any) -> Any:
    return list_[::-1]


@leaves
def one(list_: Any) -> Any:
    if len(list_) > 1:
        raise Fault("more than one")
    return list_[0] if list_ else None


@leaves
def tolist(of: Any) -> Any:
    if isinstance(of, dict):
        raise Fault("a map is no list")
    return list(of)


@leaves
def tomap(of: Any) -> Any:
    return dict(of)


def toset(of: Any) -> Any:
    return _unique(sorted(of, key=str))


def list_(*items: Any) -> Any:
    return [*items]


def distinct(of: Any) -> Any:
    return _unique(of)


def contains(list_: Any, wanted: Any) -> Any:
    return wanted in list_


def index(list_: Any, wanted: Any) -> Any:
    return list_.index(wanted)


def compact(list_: Any) -> Any:
    return [item for item in list_ if item not in ("", None)]


def sort(list_: Any) -> Any:
    return sorted(list_)


def setunion(*sets: Any) -> Any:
    return toset([item for one in sets for item in one])


def setintersection(*sets: Any) -> Any:
    return toset([item for item in sets[0] if all(item in one for one in sets[1:])])


def setsubtract(left: Any, right: Any) -> Any:
    return toset([item for item in left if item not in right])


def setproduct(*sets: Any) -> Any:
    if math.prod(map(len, sets)) > _MOST_ROWS:
        raise Fault("too long")
    return [list(row) for row in itertools.product(*sets)]


def chunklist(list_: Any, size: Any) -> Any:
    return [list_[start : start + size] for start in range(0, len(list_), size)]


def matchkeys(values_: Any, keys_: Any, wanted: Any) -> Any:
    return [value for value, key in zip(values_, keys_, strict=True) if key in wanted]


def transpose(map_: Any) -> Any:
    found: dict[str, list[Any]] = {}
    for key in sorted(map_):
        for item in map_[key]:
            found.setdefault(item, []).append(key)
    return found


def range(*limits: Any) -> Any:  # noqa: A001  Terraform's name
    made = list(itertools.islice(_range(*map(number, limits)), 1025))
    if len(made) > 1024:  # noqa: PLR2004  Terraform's own limit
        raise Fault("more than 1,024 values")
    return made


def alltrue(list_: Any) -> Any:
    return all(truth(item) for item in list_)


def anytrue(list_: Any) -> Any:
    return any(truth(item) for item in list_)


@whole
def coalesce(*choices: Any) -> Any:
    return _first(choices, ("", None))


@whole
def coalescelist(*choices: Any) -> Any:
    return _first(choices, ([], None))


def _first(choices: tuple[Any, ...], empty: tuple[Any, ...]) -> Any:
    for at, choice in enumerate(choices):
        if isinstance(choice, Unknown):
            return unknown(*choices[at:])
        if choice not in empty:
            return choice
    raise Fault("all are empty")


def _unique(items: Any) -> list[Any]:
    found: list[Any] = []
    for item in items:
        if item not in found:
            found.append(item)
    return found


def _range(first: float, *rest: float) -> Any:
    start, end = (first, rest[0]) if rest else (0, first)
    step = rest[1] if len(rest) > 1 else (1 if end >= start else -1)
    at = start
    while step and (at < end if step > 0 else at > end):
        yield at
        at += step
