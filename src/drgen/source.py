"""A spec's files → one map of plain data that remembers where each value was written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as File
from typing import Any

from drgen import yamltext
from drgen.masking import masked
from drgen.merge import merge
from drgen.problems import Issue, Mark, Path, Problem, SpecError, dotted, echo
from drgen.yamltext import Document, NotYaml, Spot

__all__ = ["Issue", "Mark", "Path", "Problem", "Source", "SpecError", "read"]

MAX_BYTES = 2**20
MAX_FILES = 8  # in a chain of `extends`


@dataclass(frozen=True)
class Text:
    """One file: its name as people see it, its lines, and what it says where."""

    file: str
    lines: list[str]
    document: Document

    def problem(self, spot: Spot, message: str, hint: str) -> Problem:
        """A problem at a spot of this text."""
        mark = Mark(self.file, spot.line, spot.column)
        return Problem(mark, message, hint, masked(self.lines, spot.line), spot.width)


@dataclass(frozen=True)
class Source:
    """What the files of a spec say together, and which of them says what where."""

    data: dict[str, Any]
    texts: tuple[Text, ...]  # the spec first, then what it extends
    owners: dict[Path, int]  # which text a value comes from, where that is not the first

    def where(self, path: Path) -> Mark:
        """Where a value stands: at its key when it starts further down, in the nearest known map when it is nowhere."""
        text, spot = self._spot(path, at_key=False)
        return Mark(text.file, spot.line, spot.column)

    def problem(self, issue: Issue) -> Problem:
        """An issue with its place, its line and, in front, the path that people know it by."""
        text, spot = self._spot(issue.path, at_key=issue.at_key)
        about = dotted(issue.path[:-1] if issue.at_key else issue.path)
        message = f"{about}: {issue.message}" if about else issue.message
        written = text.lines[spot.line - 1][spot.column - 1 :][: spot.width].rstrip()
        return text.problem(spot, message, f'quote it: "{written}"' if issue.quote else issue.hint)

    def _spot(self, path: Path, *, at_key: bool) -> tuple[Text, Spot]:
        for length in range(len(path), 0, -1):
            text = self.texts[self.owners.get(path[:length], 0)]
            key, value = text.document.keys.get(path[:length]), text.document.values.get(path[:length])
            if key and (at_key or not value or value.line != key.line):
                return text, key
            if value:
                return text, value
        return self.texts[0], Spot(1, 1, 1)


def read(path: File) -> tuple[Source, list[Problem]]:
    """A spec and all that it extends, with the faults that did not stop the reading.

    Raises SpecError for what is no YAML, no map, or extends what it must not.
    """
    texts = _chain(path)
    data: dict[str, Any] = {}
    owners: dict[Path, int] = {}
    for index in range(len(texts) - 1, -1, -1):
        said = texts[index].document
        data = merge(data, said.data) if data else said.data
        owners.update(dict.fromkeys((*said.values, *said.keys), index))
    return Source(data, tuple(texts), owners), [problem for text in texts for problem in _faults(text)]


def _chain(path: File) -> list[Text]:
    """The spec, what it extends, what that extends …"""
    try:
        texts, seen = [_text(path)], [path.resolve()]
    except _UnreadableError as error:
        raise SpecError([Problem(None, f"{_shown(path)}: {error}", error.hint)]) from error
    while "extends" in texts[-1].document.data:
        base = seen[-1].parent / _checked(texts[-1], texts[-1].document.data["extends"])
        if base.resolve() in seen:
            raise _at_extends(texts[-1], f"{_shown(base)} extends itself", "a base must not lead back to this file")
        if len(seen) == MAX_FILES:
            raise _at_extends(texts[-1], f"more than {MAX_FILES} files on top of each other", "merge some of them")
        try:
            texts.append(_text(base))
        except _UnreadableError as error:
            raise _at_extends(texts[-1], f"{_shown(base)}: {error}", error.hint) from error
        seen.append(base.resolve())
    return texts


def _checked(text: Text, base: object) -> str:
    if not isinstance(base, str) or not base.endswith((".yaml", ".yml")) or base.startswith(("/", "~", "\\")):
        raise _at_extends(text, f"{echo(base)} is no file to extend", "write a relative path: ../base.yaml")
    return base


def _at_extends(text: Text, message: str, hint: str) -> SpecError:
    spot = text.document.values["extends",]
    return SpecError([*_faults(text), text.problem(spot, f"extends: {message}", hint)])


def _text(path: File) -> Text:
    content = _content(path)
    text = Text(_shown(path), content.replace("\r\n", "\n").replace("\r", "\n").split("\n"), Document())
    faults = [text.problem(spot, *said) for spot, *said in _unfit(text.lines)]
    try:
        if not faults:
            yamltext.parse("\n".join(text.lines), text.document)
        data = text.document.data
        if not faults and not isinstance(data, dict):
            what = "is empty" if data is None else f"is {echo(data)}, not a map"
            faults = [text.problem(Spot(1, 1, 1), f"the file {what}", "it starts with `version: 1`; see `drgen init`")]
    except NotYaml as error:
        faults = [text.problem(error.spot, error.message, error.hint)]
    if faults:
        raise SpecError([*_faults(text), *faults])
    return text


def _unfit(lines: list[str]) -> Iterator[tuple[Spot, str, str]]:
    """The first character on each line that hides something from a reader."""
    for number, line in enumerate(lines, 1):
        if not (line.isascii() and line.isprintable()) and (found := yamltext.UNFIT_IN_TEXT.search(line)):
            message = f"{yamltext.unfit_name(found[0])} has no place in a spec"
            yield Spot(number, found.start() + 1, 1), message, "remove it"


def _faults(text: Text) -> list[Problem]:
    return [
        text.problem(spot, f"{dotted(issue.path)}: {issue.message}" if issue.path else issue.message, issue.hint)
        for spot, issue in text.document.issues
    ]


class _UnreadableError(Exception):
    """A file that gives no text."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def _content(path: File) -> str:
    """A file's text. Never waits, never reads more than MAX_BYTES."""
    try:
        if path.exists() and not path.is_file():
            raise _UnreadableError("is no ordinary file", "a spec is a YAML file")
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise _UnreadableError("is larger than 1 MiB", "split the platform into several specs")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _UnreadableError(f"is not UTF-8 (byte {error.start + 1})", "save it as UTF-8") from error
    except FileNotFoundError as error:
        raise _UnreadableError("there is no such file", "`drgen init` writes one") from error
    except (OSError, ValueError) as error:
        raise _UnreadableError(f"cannot be read: {getattr(error, 'strerror', None) or error}") from error


def _shown(path: File) -> str:
    """A path as people name it: relative when it lies below where we stand."""
    full = os.path.normpath(path.absolute())
    below = full.removeprefix(f"{File.cwd()}{os.sep}")
    return below if below != full else str(full)
