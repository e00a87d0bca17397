"""What is wrong with a spec, shown where it stands: file:line:column, the line, a caret and the fix."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drgen.errors import DrgenError

if TYPE_CHECKING:
    from collections.abc import Iterable

Path = tuple[str | int, ...]  # the way to a value: ("components", "orders", "instances", 0)

MAX_ISSUES = 100  # nobody reads more at once
_WINDOW = 110  # characters of a line printed at most


@dataclass(frozen=True, order=True)
class Mark:
    """A place in a file, counted from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Issue:
    """Something wrong with the value at `path`; only the source knows where that stands."""

    path: Path
    message: str
    hint: str = ""
    at_key: bool = False  # the key is wrong, not its value
    quote: bool = False  # the fix is to quote what was written


@dataclass(frozen=True)
class Problem:
    """Something wrong, and its place in the text."""

    mark: Mark | None
    message: str
    hint: str = ""
    line: str = ""  # the source line, secrets masked
    width: int = 1  # of what the caret underlines, in characters

    def __str__(self) -> str:
        if not self.mark:
            return self.message + (f"\n  {self.hint}" if self.hint else "")
        gutter = " " * len(str(self.mark.line))
        hint = f"\n  {gutter} {self.hint}" if self.hint else ""
        return f"{self.mark}: {self.message}{self._snippet(self.mark, gutter)}{hint}"

    def _snippet(self, mark: Mark, gutter: str) -> str:
        if not self.line.strip() or mark.column > len(self.line) + 1:
            return ""
        before, there, after = _window(self.line, mark.column - 1, self.width)
        return f"\n  {mark.line} | {before}{there}{after}".rstrip() + (
            f"\n  {gutter} | {' ' * _columns(before)}{'^' * max(1, _columns(there))}"
        )


class SpecError(DrgenError):
    """Everything that is wrong with a spec: sorted by place, each thing once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(dict.fromkeys(problems), key=_place))
        shown = [str(problem) for problem in self.problems[:MAX_ISSUES]]
        super().__init__("\n".join(shown + ["… and more"] * (len(self.problems) > MAX_ISSUES)))


def dotted(path: Path) -> str:
    """A path as people write it, without the `components.` that every instance shares."""
    parts = path[1:] if path[:1] == ("components",) and len(path) > 1 else path
    return "".join(f"[{part}]" if isinstance(part, int) else f".{_word(part)}" for part in parts).removeprefix(".")


def did_you_mean(word: object, known: Iterable[str], takes: str) -> str:
    """A hint for a word that is none of `known`: the nearest, then all of them after `takes`."""
    from difflib import get_close_matches

    names, said = list(known), str(word)[:100]
    near = get_close_matches(said, names, 1) or [name for name in names if said and name.startswith(said)]
    listed = f"{takes} {', '.join(names) or 'nothing'}"
    return f"did you mean '{near[0]}'? {listed}" if near else listed


def echo(value: object) -> str:
    """A value in a message: quoted, shortened, nothing in it that a terminal would obey."""
    if isinstance(value, dict | list):
        return "a map" if isinstance(value, dict) else "a list"
    if value is None or isinstance(value, bool):
        return str(value).lower() if value is not None else "null"
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 80 else f"{text[:60]}…{text[-1]}"  # noqa: PLR2004


def printable(text: str) -> str:
    """A text on one line, what nobody could see written out."""
    return "".join(c if c.isprintable() else " " if c == "\t" else ascii(c)[1:-1] for c in text)


def _word(key: str) -> str:
    return key if re.fullmatch(r"[\w:/-]{1,60}", key) else echo(key)


def _place(problem: Problem) -> tuple[bool, Mark, str]:
    return problem.mark is not None, problem.mark or Mark("", 0, 0), problem.message


def _window(line: str, start: int, width: int) -> tuple[str, str, str]:
    """What stands before, under and after the caret, cut to what fits a terminal."""
    before, there, after = line[:start], line[start : start + width], line[start + width :]
    there = there if len(there) <= _WINDOW else there[: _WINDOW - 1] + "…"
    room = max(20, _WINDOW - len(there))
    before = before if len(before) <= room else "…" + before[-room:]
    after = after if len(before) + len(after) <= room else after[: max(0, room - len(before))] + "…"
    return printable(before), printable(there), printable(after)


def _columns(text: str) -> int:
    """How many columns a terminal gives a text."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.combining(c) > 0 for c in text)
