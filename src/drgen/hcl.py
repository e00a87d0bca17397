"""Python values as HCL expressions, and text in the layout of `terraform fmt`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from drgen.errors import DrgenError
from drgen.terms import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ONE_LINE = 90  # columns of a list: a name before it and an indent fit within 120
_LARGEST = 2**512  # Terraform's numbers keep 512 bits

_BARE_KEY = re.compile(r"(?!(?:for|if|in|true|false|null)\b)[A-Za-z_][A-Za-z0-9_]*", re.ASCII)
_PLAIN = re.compile(r"[A-Za-z0-9 _.,:;/*()@+-]*")  # most texts: nothing below can apply
_REFUSED = re.compile("[\0\ud800-\udfff]")
_ACCENTED = re.compile("([\U00010000-\U0010ffff])(?=([\u0300-\uffff]+))")
# Control, bidi, format and other invisible characters: a fixed list, since Unicode tables differ between Pythons.
_INVISIBLE = (
    "\x00-\x1f\x7f-\xa0\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff"
    "\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Escaped in every text: quotes, the two template signs, what cannot be seen, and what checkov would take for a skip.
_SKIP = r"(?i:[bc](?=(?:heckov|ridgecrew|ortex)\s*:\s*skip\s*=))"
_ESCAPED = re.compile(rf'["\\{_INVISIBLE}]|[$%]\{{(?:[A-Za-z0-9_.]+\}})?|{_SKIP}')
_BEYOND_LATIN = re.compile("[\u0300-\U0010ffff]")
# A text with its templates and the texts in them, or a comment: brackets in these count for nothing.
_ASIDE = re.compile(r'"(?>[^"\\$%]|\\.|\$\$\{|%%\{|[$%](?!\{)|[$%]\{(?>[^{}"]|"(?>[^"\\]|\\.)*")*\})*"|#.*')
_ATTRIBUTE = re.compile(r'([\w.-]+|"(?>[^"\\]|\\.)*") *=(?![=>]) *')
_NAMED = {'"': r"\"", "\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t"}


def expression(value: Any) -> str:
    """A value as Terraform reads it back unchanged; `layout` indents it.  Raises DrgenError for what would be lost."""
    match value:
        case Ref():
            text = value.expression
        case None | bool():
            text = "null" if value is None else str(value).lower()
        case int() | float():
            text = _number(value)
        case str():
            text = f'"{_escaped(value)}"'
        case list() | tuple():
            text = _list([expression(item) for item in value])
        case dict():
            text = _map({_key(key): expression(value[key]) for key in sorted(value)})
        case _:
            raise TypeError(f"no HCL literal for a {type(value).__name__}")
    return text


def layout(text: str) -> str:
    """The text as `terraform fmt` would lay it out; a comment has a line of its own, a heredoc has no place."""
    lines = _arranged(_squeezed(text.split("\n")))
    return "\n".join([*lines, ""]) if lines else ""


def _number(value: float) -> str:
    if not abs(value) <= _LARGEST:  # so is NaN refused
        raise DrgenError(
            "a number is none, or too large, for Terraform", hint="write it as a string, or make it smaller"
        )
    return repr(value)


def _list(items: list[str]) -> str:
    line = f"[{', '.join(items)}]"
    if len(line) <= _ONE_LINE and "\n" not in line:
        return line
    return "[\n" + "".join(f"{item},\n" for item in items) + "]"


def _map(items: dict[str, str]) -> str:
    return "{\n" + "".join(f"{key} = {item}\n" for key, item in items.items()) + "}" if items else "{}"


def _key(key: str) -> str:
    """A key, in quotes unless it is a plain name.  `fmt` counts graphemes to align keys: with these each is one."""
    if _BARE_KEY.fullmatch(key):
        return key
    return '"' + _BEYOND_LATIN.sub(lambda match: _code(match[0]), _escaped(key)) + '"'


def _escaped(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return text
    if _REFUSED.search(text):
        raise DrgenError("a text holds a character that Terraform cannot keep", hint="remove the NUL or lone surrogate")
    if any(_is_misread(character, mark) for character, marks in _ACCENTED.findall(text) for mark in marks):
        raise DrgenError(
            "Terraform would read an accent in a text as another letter", hint="write it without that accent"
        )
    return _ESCAPED.sub(lambda match: _escape(match[0]), text)


def _is_misread(character: str, mark: str) -> bool:
    """Terraform composes letters by their low 16 bits: it reads U+10041 U+0300 as À (seen with 1.11.4)."""
    return len(normalize("NFC", chr(ord(character) & 0xFFFF) + mark)) == 1


def _escape(found: str) -> str:
    if found in _NAMED:
        return _NAMED[found]
    if found in ("${", "%{"):  # Terraform would read $${ too, but the parsers of checkov and python-hcl2 want an end
        return _code(found[0]) + "{"
    return found[0] + found if found[-1] == "}" else _code(found)


def _code(character: str) -> str:
    point = f"{ord(character):04x}"
    return f"\\u{point}" if len(point) == 4 else f"\\U{point:0>8}"  # noqa: PLR2004  HCL's two lengths: 4 and 8


def _squeezed(lines: Iterable[str]) -> Iterator[str]:
    """The lines without blanks around them, single empty ones between: none at either end, nor just inside a block."""
    empty, last = False, "{"
    for line in map(str.strip, lines):
        if not line:
            empty = True
            continue
        if empty and line[0] not in "}])" and (last[0] == "#" or last[-1] not in "{[("):
            yield ""
        yield line
        empty, last = False, line


def _arranged(lines: Iterable[str]) -> list[str]:
    """The lines indented, and the `=` of consecutive attributes that each fill one line aligned."""
    arranged: list[str] = []
    attributes: list[tuple[str, str]] = []
    opened: list[int] = []  # `fmt` indents once for a line, however many brackets it opens
    indent = ""
    for line in lines:
        change, key, value = _read(line)
        if key:
            attributes.append((key, value))
            continue
        if attributes:
            arranged += _aligned(attributes, indent)
            attributes = []
        if change < 0:
            _close(opened, -change)
            indent = "  " * len(opened)
        arranged.append(indent + line if line else "")
        if change > 0:
            opened.append(change)
            indent = "  " * len(opened)
    return arranged + _aligned(attributes, indent)


def _aligned(attributes: list[tuple[str, str]], indent: str) -> list[str]:
    width = max([len(key) for key, _ in attributes], default=0)
    return [f"{indent}{key.ljust(width)} = {value}" for key, value in attributes]


def _close(opened: list[int], count: int) -> None:
    while count > 0 and opened:
        count -= opened.pop()
    if count < 0:
        opened.append(-count)


@lru_cache(maxsize=8192)  # two regions and many environments repeat most lines
def _read(line: str) -> tuple[int, str, str]:
    """How many more brackets a line opens than it closes; its key and value if it is a whole attribute."""
    code = _ASIDE.sub("", line)
    change = sum(map(code.count, "{[(")) - sum(map(code.count, "}])"))
    if change == 0 and (found := _ATTRIBUTE.match(line)):
        return 0, found[1], line[found.end() :]
    return change, "", ""
