"""Python values as HCL expressions, and text in the layout of `terraform fmt`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from drgen.errors import DrgenError
from drgen.terms import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable

_ONE_LINE = 90  # columns of a list: a name before it and an indent fit within 120
_BEYOND_LATIN = "\u0300"  # the first accent that stands for itself
_LARGEST = 2**512  # Terraform's numbers keep 512 bits

_BARE_KEY = re.compile(r"(?!(?:for|if|in|true|false|null)\b)[A-Za-z_][A-Za-z0-9_]*", re.ASCII)
_PLAIN = re.compile(r"[A-Za-z0-9 _.,:;/*()@+-]*")  # most texts: nothing below can apply
_REFUSED = re.compile("[\0\ud800-\udfff]")
# Control, bidi, format and other invisible characters: a fixed list, since Unicode tables differ between Pythons.
_INVISIBLE = (
    "\x00-\x1f\x7f-\xa0\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff"
    "\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Escaped in every text: quotes, the two template signs, what cannot be seen, and what checkov would take for a skip.
_SKIP = r"(?i:[bc](?=(?:heckov|ridgecrew|ortex)\s*:\s*skip\s*=))"
_ESCAPED = re.compile(rf'["\\{_INVISIBLE}]|[$%]\{{(?:[A-Za-z0-9_.]+\}})?|{_SKIP}')
# A text with its templates and the texts in them, or a comment: brackets in these count for nothing.
_ASIDE = re.compile(r'"(?>[^"\\$%]|\\.|\$\$\{|%%\{|[$%](?!\{)|[$%]\{(?>[^{}"]|"(?>[^"\\]|\\.)*")*\})*"|#.*')
_ATTRIBUTE = re.compile(r'([\w.-]+|"(?>[^"\\]|\\.)*") *=(?![=>]) *')
_NAMED = {'"': r"\"", "\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t"}


def expression(value: Any) -> str:
    """A value as Terraform reads it back unchanged; `layout` indents it.  Raises DrgenError for what would be lost."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Ref):
        return value.expression
    if isinstance(value, dict):
        return _map({_key(key): expression(value[key]) for key in sorted(value)})
    if isinstance(value, list | tuple):
        return _list([expression(item) for item in value])
    if value is None or isinstance(value, bool):
        return "null" if value is None else str(value).lower()
    if isinstance(value, int | float):
        return _number(value)
    raise TypeError(f"no HCL literal for a {type(value).__name__}")


@lru_cache(maxsize=256)  # environments have many files in common
def layout(text: str) -> str:
    """The text as `terraform fmt` would lay it out; a comment has a line of its own, a heredoc has no place."""
    lines = _arranged(text.split("\n"))
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


@lru_cache(maxsize=8192)
def _text(text: str) -> str:
    return f'"{_escaped(text)}"'


@lru_cache(maxsize=8192)
def _key(key: str) -> str:
    """A key, in quotes unless it is a plain name.  `fmt` counts graphemes to align keys: with these each is one."""
    if _BARE_KEY.fullmatch(key):
        return key
    return '"' + "".join(c if c < _BEYOND_LATIN else _code(c) for c in _escaped(key)) + '"'


def _escaped(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return text
    if _REFUSED.search(text):
        raise DrgenError("a text holds a character that Terraform cannot keep", hint="remove the NUL or lone surrogate")
    if not text.isascii() and _has_misread_accent(text):
        raise DrgenError(
            "Terraform would read an accent in a text as another letter", hint="write it without that accent"
        )
    return _ESCAPED.sub(lambda match: _escape(match[0]), text)


def _has_misread_accent(text: str) -> bool:
    letter = ""  # beyond U+FFFF, when what follows may be accents on it
    for character in text:
        if character > "\uffff" or character < _BEYOND_LATIN:
            letter = character if character > "\uffff" else ""
        elif letter and _is_misread(letter, character):
            return True
    return False


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


def _arranged(lines: Iterable[str]) -> list[str]:
    """The lines indented, single empty ones between, and the `=` of consecutive attributes aligned."""
    arranged: list[str] = []
    attributes: list[tuple[str, str]] = []  # that each fill one line
    opened: list[int] = []  # `fmt` indents once for a line, however many brackets it opens
    empty, last = False, "{"
    for line, change, key, value in map(_read, lines):
        if not line:
            empty = True
            continue
        parted = empty and _may_part(last, line)
        if attributes and (parted or not key):
            arranged += _aligned(attributes, "  " * len(opened))
            attributes = []
        if parted:
            arranged.append("")
        if key:
            attributes.append((key, value))
        else:
            if change < 0:
                _close(opened, -change)
            arranged.append("  " * len(opened) + line)
            if change > 0:
                opened.append(change)
        empty, last = False, line
    return arranged + _aligned(attributes, "  " * len(opened))


def _may_part(above: str, below: str) -> bool:
    """Whether an empty line may stand between two lines: at neither end of the text, nor just inside a block."""
    return below[0] not in "}])" and (above[0] == "#" or above[-1] not in "{[(")


def _aligned(attributes: list[tuple[str, str]], indent: str) -> list[str]:
    width = max([len(key) for key, _ in attributes], default=0)
    return [f"{indent}{key.ljust(width)} = {value}" for key, value in attributes]


def _close(opened: list[int], count: int) -> None:
    while count > 0 and opened:
        count -= opened.pop()
    if count < 0:
        opened.append(-count)


@lru_cache(maxsize=8192)  # two regions and many environments repeat most lines
def _read(line: str) -> tuple[str, int, str, str]:
    """A line without blanks around it, how many more brackets it opens than it closes; key and value of an attribute.

    An attribute counts as one when it fills the line.
    """
    line = line.strip()
    code = _ASIDE.sub("", line)
    change = sum(map(code.count, "{[(")) - sum(map(code.count, "}])"))
    if change == 0 and (found := _ATTRIBUTE.match(line)):
        return line, 0, found[1], line[found.end() :]
    return line, change, "", ""
