"""Values while they are computed: plain data whose leaves may be unknown, and references that are looked up late."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from drgen.inventory import Unknown


class Fault(Exception):  # noqa: N818  an expression that Terraform would refuse; `try` and `can` catch it
    """An expression has no value: a missing key, a wrong type. Whoever wants the value gets Unknown."""


class Late:
    """Something that an expression names, and that is looked into only as far as it asks: a resource, a module."""

    single = False  # whether it is one, without count or for_each

    def get(self, key: Any) -> Any:
        """An attribute or an element. Raises Fault where there is none."""
        raise NotImplementedError

    def items(self) -> Mapping[Any, Any] | None:
        """Its instances by key or number; None where they cannot be counted."""
        return None

    def settled(self) -> Any:
        """What it is to somebody who wants a value now."""
        raise NotImplementedError


def unknown(*values: Any) -> Unknown:
    """What is computed from some values, at least one of them unknown."""
    return Unknown(tuple(dict.fromkeys(one for value in values for one in _references(value))))


def settled(value: Any) -> Any:
    """A value without anything late in it."""
    if isinstance(value, Late):
        return value.settled()
    if isinstance(value, dict):
        return {key: settled(inner) for key, inner in value.items()}
    return [settled(inner) for inner in value] if isinstance(value, list) else value


def is_known(value: Any) -> bool:
    """Whether nothing in it is unknown or late."""
    if isinstance(value, dict):
        return all(map(is_known, value.values()))
    return all(map(is_known, value)) if isinstance(value, list) else not isinstance(value, Unknown | Late)


def text(value: Any) -> str:
    """A value in a template. Raises Fault for what is no text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, str | int):
        return str(value)
    raise Fault("no text")


def number(value: Any) -> int | float:
    """A value in arithmetic. Raises Fault for what is no number."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    try:
        found = float(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    if found is None:
        raise Fault("no number")
    return int(found) if found.is_integer() else found


def truth(value: Any) -> bool:
    """A value as a condition. Raises Fault for what is none."""
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return bool(value == "true")
    raise Fault("no condition")


def element(value: Any, key: Any) -> Any:
    """An attribute or element of a value. Raises Fault where there is none."""
    if isinstance(value, Late) and not isinstance(key, Unknown):
        return value.get(key)
    if isinstance(value, Unknown):
        return Unknown(tuple(f"{one}.{key}" for one in value.references))
    if isinstance(key, Unknown):
        return unknown(value)  # one of them: which one is not said
    if isinstance(value, dict) and (found := key if key in value else _text_key(key)) in value:
        return value[found]
    if isinstance(value, list) and (isinstance(key, int) or str(key).isdigit()) and int(key) < len(value):
        return value[int(key)]
    raise Fault(f"nothing at {key}")


def _text_key(key: Any) -> str:
    return text(key) if isinstance(key, int | float) else str(key)


def _references(value: Any) -> Iterator[str]:
    found = settled(value)
    if isinstance(found, Unknown):
        yield from found.references
    elif isinstance(found, dict | list):
        inner: Iterable[Any] = found.values() if isinstance(found, dict) else found
        for one in inner:
            yield from _references(one)
