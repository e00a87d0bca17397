"""A spec's files → one map of plain data that remembers where each value was written."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import islice
from pathlib import Path as File
from typing import TYPE_CHECKING, Any

from drgen import yamltext
from drgen.masking import hidden, masked
from drgen.merge import merge
from drgen.problems import MAX_ISSUES, Issue, Mark, Path, Problem, SpecError, dotted, echo, printable
from drgen.yamltext import Document, NotYaml, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Issue", "Mark", "Path", "Problem", "Source", "SpecError", "read"]

MAX_BYTES = 2**20
MAX_FILES = 8  # in a chain of `extends`
_MAX_MESSAGE = 2_000  # characters; a list of all modules fits


@dataclass(frozen=True)
class Text:
    """One file: its name as people see it, its lines, and what it says where."""

    file: str
    lines: list[str]
    document: Document

    def problem(self, spot: Spot, issue: Issue) -> Problem:
        """An issue at a spot of this text, with the path in front that people know it by, and nothing secret."""
        about = dotted(issue.path[:-1] if issue.at_key else issue.path)
        line = masked(self.lines, spot.line)
        written = line[spot.column - 1 :][: spot.width].rstrip()
        return Problem(
            Mark(self.file, spot.line, spot.column),
            _said(f"{about}: {issue.message}" if about else issue.message),
            _said(f'quote it: "{written}"' if issue.quote else issue.hint),
            line,
            spot.width,
        )

    def faults(self) -> list[Problem]:
        """What is wrong with how it says things."""
        return [self.problem(spot, issue) for spot, issue in self.document.issues]


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
        """An issue, shown where it stands."""
        text, spot = self._spot(issue.path, at_key=issue.at_key)
        return text.problem(spot, issue)

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
    return Source(data, tuple(texts), owners), [problem for text in texts for problem in text.faults()]


def _chain(path: File) -> list[Text]:
    """The spec, what it extends, what that extends …"""
    try:
        texts, seen = [_text(path)], [os.path.realpath(path)]
    except _UnreadableError as error:
        raise SpecError([Problem(None, f"{shown(path)}: {error}", error.hint)]) from error
    while (written := texts[-1].document.data.get("extends")) is not None:
        base = _base(File(seen[-1]).parent, written, texts[-1])
        if os.path.realpath(base) in seen:
            raise _at_extends(texts[-1], f"{shown(base)} leads back to itself", "a base extends no file above it")
        if len(seen) == MAX_FILES:
            raise _at_extends(texts[-1], f"more than {MAX_FILES} files on top of each other", "merge some of them")
        try:
            texts.append(_text(base))
        except _UnreadableError as error:
            hint = error.hint if base.exists() else "write its path as seen from this file"
            raise _at_extends(texts[-1], f"{shown(base)}: {error}", hint) from error
        seen.append(os.path.realpath(base))
    return texts


def _base(folder: File, written: object, text: Text) -> File:
    if isinstance(written, str) and written.endswith((".yaml", ".yml")) and not written.startswith(("/", "~", "\\")):
        return folder / written
    raise _at_extends(text, f"{echo(written)} is no file to extend", "write a relative path: ../base.yaml")


def _at_extends(text: Text, message: str, hint: str) -> SpecError:
    spot = text.document.values["extends",]
    return SpecError([*text.faults(), text.problem(spot, Issue(("extends",), message, hint))])


def _text(path: File) -> Text:
    """One file, read. Raises SpecError where it is no YAML, or no map."""
    content = _content(path)
    text = Text(shown(path), content.replace("\r\n", "\n").replace("\r", "\n").split("\n"), Document())
    if unfit := list(islice(_unfit(text.lines), MAX_ISSUES)):
        raise SpecError(text.problem(spot, issue) for spot, issue in unfit)
    try:
        yamltext.parse("\n".join(text.lines), text.document)
        if not isinstance(data := text.document.data, dict):
            what = "is empty" if data is None else f"is {echo(data)}, not a map"
            raise NotYaml(Spot(1, 1, 1), f"the file {what}", "it starts with `version: 1`; `drgen init` writes one")
    except NotYaml as error:
        problem = text.problem(error.spot, Issue((), error.message, error.hint))
        raise SpecError([*text.faults(), problem]) from error
    return text


def _unfit(lines: list[str]) -> Iterator[tuple[Spot, Issue]]:
    """The first character on each line that hides something from a reader."""
    for number, line in enumerate(lines, 1):
        if not (line.isascii() and line.isprintable()) and (found := yamltext.UNFIT_IN_TEXT.search(line)):
            message = f"{yamltext.unfit_name(found[0])} has no place in a spec"
            yield Spot(number, found.start() + 1, 1), Issue((), message, "remove it")


class _UnreadableError(Exception):
    """A file that gives no text."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def _content(path: File) -> str:
    """A file's text. Never waits, and never reads more than MAX_BYTES."""
    try:
        if path.exists() and not path.is_file():
            raise _UnreadableError("is no ordinary file", "a spec is a YAML file")
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise _UnreadableError("there is no such file", "`drgen init` writes one") from error
    except (OSError, ValueError) as error:
        raise _UnreadableError(f"cannot be read: {getattr(error, 'strerror', None) or error}") from error
    if len(content) > MAX_BYTES:
        raise _UnreadableError("is larger than 1 MiB", "split the platform into several specs")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        mark = Mark(shown(path), before.count(b"\n") + 1, error.start - before.rfind(b"\n"))
        raise SpecError([Problem(mark, "this is not UTF-8", "save the file as UTF-8")]) from error


def _said(message: str) -> str:
    """A message with nothing in it that is secret, or long, or that a terminal or a CI log would obey."""
    return printable(hidden(message[:_MAX_MESSAGE]))


def shown(path: File) -> str:
    """A path as people name it: relative when it lies below where we stand."""
    full = os.path.normpath(path.absolute())
    below = full.removeprefix(f"{File.cwd()}{os.sep}")
    return below if below != full else str(full)
