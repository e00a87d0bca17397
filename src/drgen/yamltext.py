"""YAML text → plain data with positions, in time and memory bounded by its length.

A deliberate subset of YAML 1.2: the core schema's scalars, string keys, and nothing that refers, merges or tags.
It reads PyYAML's events one by one, so nothing is ever built that could expand.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from drgen.problems import MAX_ISSUES, Issue, Path

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 64
MAX_VALUES = 100_000

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS = dict.fromkeys(("", "~", "null", "Null", "NULL")) | {
    word: word.lower() == "true" for word in ("true", "True", "TRUE", "false", "False", "FALSE")
}
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NO_NUMBER = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_LEADING_ZERO = re.compile(r"[-+]?0[0-9]")
_MAX_DIGITS = 30  # more than anything on AWS needs; a longer literal is slow to read and rounded by Terraform
_NO_ALIAS = "write the value out; a whole file is shared with `extends: ../base.yaml`"
_TO_THE_END = 1_000_000  # of the line

# What fools a terminal or a reader: controls, directions, odd line ends, surrogates, non-characters.
_UNFIT = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff"
)
UNFIT_IN_TEXT = re.compile(f"[{_UNFIT}]")
_UNFIT_IN_VALUE = re.compile(f"[{_UNFIT}\r]")

_SYNTAX = {
    "found character that cannot start any token": "quote the value: YAML keeps the character that it starts with",
    "mapping values are not allowed": "a value that holds ': ' needs quotes; else look at the indentation",
    "did not find expected key": "look at the indentation and the quotes of this line and the one before",
    "could not find expected ':'": "a key needs a colon and a space after it",
    "did not find expected ',' or": "a list in [ ] or a map in { } is not closed, or lacks a comma",
    "did not find expected '-' indicator": "look at the indentation: the items of a list stand in one column",
    "found unexpected end of stream": "a quote is not closed",
    "unknown escape character": "in double quotes a backslash starts an escape: double it, or use single quotes",
    "block sequence entries are not allowed": "a list starts on a line of its own",
}


class Spot(NamedTuple):
    """Where something stands: line and column from 1, and how many characters of that line it takes."""

    line: int
    column: int
    width: int


class NotYaml(Exception):  # noqa: N818  it never leaves `source`
    """The text cannot be read on from `spot`."""

    def __init__(self, spot: Spot, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.spot, self.message, self.hint = spot, message, hint


@dataclass
class Document:
    """What a text says, where it says it, and what is wrong with how it says it."""

    data: Any = None
    values: dict[Path, Spot] = field(default_factory=dict)
    keys: dict[Path, Spot] = field(default_factory=dict)
    issues: list[tuple[Spot, Issue]] = field(default_factory=list)


def parse(text: str, into: Document) -> None:
    """Read one document. Raises NotYaml where the text cannot be read on; lesser faults become issues."""
    _refuse_directives(text.split("\n"))
    try:
        _Reader(into, yaml.parse(text, Loader=_LOADER)).document()
    except yaml.MarkedYAMLError as error:
        raise _syntax(error, text) from error
    except yaml.YAMLError as error:
        raise NotYaml(Spot(1, 1, 1), f"not YAML: {error}".splitlines()[0]) from error


def _refuse_directives(lines: list[str]) -> None:
    """libyaml compares every %TAG with all before it: do not let it begin."""
    said = (
        (number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.lstrip().startswith("#")
    )
    number, line = next(said, (1, ""))
    if line.startswith("%"):
        raise NotYaml(Spot(number, 1, len(line)), "a directive has no use here", "remove the line")


class _Reader:
    """Reads events into a document: a method for each kind of node."""

    def __init__(self, into: Document, events: Iterator[Any]) -> None:
        self._into, self._events, self._count = into, events, 0

    def document(self) -> None:
        next(self._events)  # the stream starts
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return
        self._into.data = self._node(next(self._events), ())
        next(self._events)  # the document ends
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise NotYaml(_spot(after), "a second document starts here", "a spec is one document: remove the `---`")

    def _node(self, event: Any, path: Path) -> Any:
        self._into.values[path] = _spot(event)
        self._bounded(event, path)
        if isinstance(event, yaml.AliasEvent):
            return self._refuse(event, path, "an alias has no use here", _NO_ALIAS)
        if event.anchor is not None:
            self._refuse(event, path, "an anchor has no use here", _NO_ALIAS)
        if event.tag is not None:
            self._refuse(event, path, "a tag has no use here", "remove it; quotes make a string")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path)
        return self._list(path) if isinstance(event, yaml.SequenceStartEvent) else self._map(path)

    def _bounded(self, event: Any, path: Path) -> None:
        self._count += 1
        if len(path) > MAX_DEPTH:
            raise NotYaml(_spot(event), f"nested more than {MAX_DEPTH} levels deep", "no setting is that deep")
        if self._count > MAX_VALUES:
            raise NotYaml(_spot(event), f"more than {MAX_VALUES:,} values", "split the platform into several specs")

    def _list(self, path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, (*path, len(items))))
        return items

    def _map(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event, path)
            inner = (*path, key)
            if key in found:
                message = f"this key is here twice: line {self._into.keys[inner].line} has it already"
                self._refuse(event, path, message, "keep one of the two")
                self._skip(path)
            else:
                self._into.keys[inner] = _spot(event)
                found[key] = self._node(next(self._events), inner)
        return found

    def _skip(self, path: Path) -> None:
        """Read a value for its faults only."""
        known = self._into.values, self._into.keys
        self._into.values, self._into.keys = {}, {}
        self._node(next(self._events), path)
        self._into.values, self._into.keys = known

    def _key(self, event: Any, path: Path) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            raise NotYaml(_spot(event), "a key must be a word", "quote it, or look for a missing space or comma")
        plain = event.implicit[0]
        if plain and event.value == "<<":
            raise NotYaml(_spot(event), "merge keys (<<) have no use here", _NO_ALIAS)
        if plain and event.value in ("", "~"):
            raise NotYaml(_spot(event), "a key is missing here", "write a word before the colon")
        if event.anchor is not None or event.tag is not None:
            self._refuse(event, path, "a key has no use for an anchor or a tag", "remove it")
        return self._text(event, path)

    def _scalar(self, event: Any, path: Path) -> Any:
        value: str = event.value
        if not event.implicit[0]:
            return self._text(event, path)
        if value in _WORDS:
            return _WORDS[value]
        if _INT.fullmatch(value) or _FLOAT.fullmatch(value) or _NO_NUMBER.fullmatch(value):
            return self._number(event, path)
        return self._text(event, path)

    def _number(self, event: Any, path: Path) -> int | float | str:
        value: str = event.value
        if len(value) > _MAX_DIGITS or _NO_NUMBER.fullmatch(value) or "inf" in str(number := _number(value)):
            self._refuse(event, path, "Terraform has no such number", "quotes make it a string")
            return value
        if _LEADING_ZERO.match(value):
            message = "a number that starts with a zero is not the same to every reader of YAML"
            self._refuse(event, path, message, quote=True)
            return value
        return number

    def _text(self, event: Any, path: Path) -> str:
        value: str = event.value
        if value.isascii() and value.isprintable():
            return value
        if unfit := _UNFIT_IN_VALUE.search(value):
            self._refuse(event, path, f"{unfit_name(unfit[0])} has no place in a value", "remove it")
            return _UNFIT_IN_VALUE.sub("", value)
        return unicodedata.normalize("NFC", value)

    def _refuse(self, event: Any, path: Path, message: str, hint: str = "", *, quote: bool = False) -> None:
        self._into.issues.append((_spot(event), Issue(path, message, hint, quote=quote)))
        if len(self._into.issues) >= MAX_ISSUES:
            raise NotYaml(_spot(event), f"{MAX_ISSUES} faults up to here: the rest was not read")


def unfit_name(character: str) -> str:
    """What a character that nobody sees is called."""
    return f"U+{ord(character):04X} ({unicodedata.name(character, 'a control character').lower()})"


def _number(value: str) -> int | float:
    if _INT.fullmatch(value):
        return int(value, 0 if value[:2] in ("0o", "0x") else 10)
    return float(value)


def _spot(event: Any) -> Spot:
    start, end = event.start_mark, event.end_mark
    width = end.column - start.column if end.line == start.line else _TO_THE_END
    return Spot(start.line + 1, start.column + 1, max(1, width))


def _syntax(error: Any, text: str) -> NotYaml:
    mark = error.problem_mark or error.context_mark
    lines = text.split("\n")
    line = lines[mark.line] if mark.line < len(lines) else ""
    if "\t" in line[: mark.column + 1]:
        return NotYaml(Spot(mark.line + 1, line.index("\t") + 1, 1), "a tab cannot indent", "indent with spaces")
    hint = next((hint for start, hint in _SYNTAX.items() if start in str(error.problem)), "")
    return NotYaml(Spot(mark.line + 1, mark.column + 1, 1), f"not YAML: {error.problem}", hint)
