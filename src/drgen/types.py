"""Terraform's type constraints: read from a module's `variables.tf`, used to judge a value of the spec."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from drgen.errors import DrgenError
from drgen.problems import Issue, Path, did_you_mean, echo

if TYPE_CHECKING:
    from collections.abc import Iterator

REFERENCE = r"^\$\{[a-z0-9_]+(\.[a-z0-9_]+){1,2}\}$"
_NEARLY_A_REFERENCE = re.compile(r"\$\{\s*[\w-]+(\s*\.\s*[\w-]+)*\s*\}")
_TOKEN = re.compile(r'\s+|(?:#|//)[^\n]*|/\*.*?\*/|("(?:[^"\\]|\\.)*"|[\w.+-]+|[(){}\[\]=,:])', re.DOTALL)
_COLLECTIONS = ("list", "map", "set")
_PRIMITIVES = ("any", "bool", "number", "string")
_WANTED = {
    "bool": "true or false",
    "list": "a list",
    "map": "a map",
    "number": "a number",
    "object": "a map",
    "set": "a list",
    "string": "a string",
    "tuple": "a list",
}
_BOOLS = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}


@dataclass(frozen=True)
class Type:
    """A type constraint: its keyword, what it is a collection of, an object's attributes."""

    kind: str  # any, bool, number, string, list, map, set, tuple, object
    inner: tuple[Type, ...] = ()  # of a list, map or set: one; of a tuple: each
    attributes: dict[str, Attribute] = field(default_factory=dict)


@dataclass(frozen=True)
class Attribute:
    """One attribute of an object."""

    type: Type
    required: bool = True
    default: Any = None


@cache
def parse(text: str) -> Type:
    """Read a type constraint as Terraform writes it, on one line or several. Raises DrgenError for anything else."""
    tokens = _Tokens(text)
    found = _type(tokens)
    if tokens.ahead:
        raise tokens.error()
    return found


def check(wanted: Type, value: Any, path: Path) -> Iterator[Issue]:
    """Everything in which the value at `path` does not fit the type. A reference to an output fits any."""
    if isinstance(value, str) and value.startswith("${") and _is_reference(value):
        if not re.match(REFERENCE, value):
            hint = "write ${instance.output}, or ${root.instance.output} for another root"
            yield Issue(path, f"{echo(value)} refers to nothing", hint)
    elif wanted.kind == "object" and isinstance(value, dict):
        yield from _object(wanted, value, path)
    elif wanted.kind == "map" and isinstance(value, dict):
        for key, item in value.items():
            yield from check(wanted.inner[0], item, (*path, key))
    elif wanted.kind in ("list", "set") and isinstance(value, list):
        for index, item in enumerate(value):
            yield from check(wanted.inner[0], item, (*path, index))
    elif wanted.kind == "tuple" and isinstance(value, list):
        yield from _tuple(wanted, value, path)
    elif not _fits(wanted.kind, value):
        yield _misfit(wanted, value, path)


def completed(wanted: Type, value: Any) -> Any:
    """A value as a module sees it: with the defaults of the attributes that it leaves out."""
    if wanted.kind == "object" and isinstance(value, dict):
        filled = {name: attribute.default for name, attribute in wanted.attributes.items() if not attribute.required}
        inner = {name: attribute.type for name, attribute in wanted.attributes.items()}
        return {name: completed(inner.get(name, Type("any")), item) for name, item in (filled | value).items()}
    if wanted.kind == "map" and isinstance(value, dict):
        return {name: completed(wanted.inner[0], item) for name, item in value.items()}
    return value


def _is_reference(value: str) -> bool:
    return bool(_NEARLY_A_REFERENCE.fullmatch(value))


def _fits(kind: str, value: object) -> bool:
    if kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return (
        kind == "any" or (kind == "bool" and isinstance(value, bool)) or (kind == "string" and isinstance(value, str))
    )


def _object(wanted: Type, value: dict[str, Any], path: Path) -> Iterator[Issue]:
    for name, attribute in wanted.attributes.items():
        if name in value and (value[name] is not None or attribute.required):
            yield from check(attribute.type, value[name], (*path, name))
        elif name not in value and attribute.required:
            yield Issue(path, f"{name} is missing", f"it is {shown(attribute.type)}")
    for name in value.keys() - wanted.attributes.keys():
        hint = did_you_mean(name, wanted.attributes, "it takes")
        yield Issue((*path, name), f"there is no {echo(name)} here", hint, at_key=True)


def _tuple(wanted: Type, value: list[Any], path: Path) -> Iterator[Issue]:
    if len(value) != len(wanted.inner):
        yield Issue(path, f"has {len(value)} items", f"it takes {len(wanted.inner)}")
    for index, (inner, item) in enumerate(zip(wanted.inner, value, strict=False)):
        yield from check(inner, item, (*path, index))


def _misfit(wanted: Type, value: object, path: Path) -> Issue:
    wants = _WANTED[wanted.kind]
    if value is None:
        empty = "{}" if wanted.kind in ("map", "object") else "[]" if wants == "a list" else "a value"
        return Issue(path, f"has no value; it wants {wants}", f"write {empty}, or remove the line")
    if wanted.kind == "string" and isinstance(value, int | float):
        what = "true or false" if isinstance(value, bool) else "a number"
        return Issue(path, f"wants a string, and this is {what}", quote=True)
    return Issue(path, f"wants {wants}, and this is {echo(value)}", _cure(wanted, value))


def _cure(wanted: Type, value: object) -> str:
    kind = wanted.kind
    text = value.strip().lower() if isinstance(value, str) else ""
    if kind == "bool":
        return f"write {_BOOLS.get(text, text)}" if text in (*_BOOLS, "true", "false") else "write true or false"
    if kind == "number" and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
        return f"write {text}, without quotes"
    if kind in ("list", "set") and not isinstance(value, dict | list):
        return "write it in brackets: [ ]"
    return f"it is {shown(wanted)}" if wanted.inner or wanted.attributes else ""


def shown(wanted: Type) -> str:
    """A type on one line, for a hint."""
    if wanted.kind in _COLLECTIONS:
        return f"{wanted.kind}({shown(wanted.inner[0])})"
    if wanted.kind == "tuple":
        return f"tuple([{', '.join(map(shown, wanted.inner))}])"
    if wanted.kind == "object":
        return f"object({{ {', '.join(wanted.attributes)} }})"
    return wanted.kind


class _Tokens:
    """The words of a type constraint, one ahead."""

    def __init__(self, text: str) -> None:
        self._text, self._at, self.ahead = text, 0, ""
        self.take()

    def take(self, *wanted: str) -> str:
        """The word ahead, which must be one of `wanted` where those are given."""
        taken = self.ahead
        if wanted and taken not in wanted:
            raise self.error()
        self.ahead = ""
        while not self.ahead and self._at < len(self._text):
            match = _TOKEN.match(self._text, self._at)
            if not match:
                raise self.error()
            self._at, self.ahead = match.end(), match[1] or ""
        return taken

    def maybe(self, word: str) -> bool:
        """Take the word ahead if it is this one."""
        return self.ahead == word and bool(self.take())

    def error(self) -> DrgenError:
        return DrgenError(f"{echo(self._text)} is no type constraint (near character {self._at})")


def _type(tokens: _Tokens) -> Type:
    kind = tokens.take(*_PRIMITIVES, *_COLLECTIONS, "tuple", "object")
    if kind in _PRIMITIVES:
        return Type(kind)
    if kind in _COLLECTIONS and tokens.ahead != "(":
        return Type(kind, (Type("any"),))
    tokens.take("(")
    if kind == "object":
        found = Type(kind, attributes=_attributes(tokens))
    else:
        found = Type(kind, _items(tokens) if kind == "tuple" else (_type(tokens),))
    tokens.maybe(",")
    tokens.take(")")
    return found


def _items(tokens: _Tokens) -> tuple[Type, ...]:
    items: list[Type] = []
    tokens.take("[")
    while not tokens.maybe("]"):
        items.append(_type(tokens))
        tokens.maybe(",")
    return tuple(items)


def _attributes(tokens: _Tokens) -> dict[str, Attribute]:
    found: dict[str, Attribute] = {}
    tokens.take("{")
    while not tokens.maybe("}"):
        name = tokens.take().strip('"')
        tokens.take("=", ":")
        found[name] = _optional(tokens) if tokens.maybe("optional") else Attribute(_type(tokens))
        tokens.maybe(",")
    return found


def _optional(tokens: _Tokens) -> Attribute:
    tokens.take("(")
    inner = _type(tokens)
    default = _literal(tokens) if tokens.maybe(",") and tokens.ahead != ")" else None
    tokens.maybe(",")
    tokens.take(")")
    return Attribute(inner, required=False, default=default)


def _literal(tokens: _Tokens) -> Any:
    if tokens.maybe("["):
        items = []
        while not tokens.maybe("]"):
            items.append(_literal(tokens))
            tokens.maybe(",")
        return items
    if tokens.maybe("{"):
        entries = {}
        while not tokens.maybe("}"):
            key = tokens.take().strip('"')
            tokens.take("=", ":")
            entries[key] = _literal(tokens)
            tokens.maybe(",")
        return entries
    try:
        return json.loads(tokens.take())
    except ValueError:
        raise tokens.error() from None
