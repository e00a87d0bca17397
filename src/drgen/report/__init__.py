"""Findings as files and on stdout: one format a file of this folder, found by its name.

A review of plans has formats of its own, in the folder `review`.
"""

from __future__ import annotations

import pkgutil
import sys
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from drgen.errors import DrgenError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drgen.findings import Finding
    from drgen.review.nouns import Review


@dataclass(frozen=True)
class Target:
    """A format, and the file that it goes to; None is stdout."""

    format: str
    path: Path | None


def formats(package: str = __name__) -> list[str]:
    """The names of a package's formats, sorted."""
    folder = import_module(package).__path__
    return sorted(one.name for one in pkgutil.iter_modules(folder) if not one.ispkg and not one.name.startswith("_"))


def targets(said: Sequence[str], package: str = __name__) -> list[Target]:
    """What `--format` asks for, each `fmt` or `fmt=path`; without a word for stdout it gets text.

    Raises DrgenError for an unknown format, for a file that is missing or named twice, and for two formats on stdout.
    """
    found = [_target(one, formats(package)) for one in said]
    paths = [target.path for target in found]
    if paths.count(None) > 1:
        raise DrgenError("only one format can go to stdout", hint="give the others a file: --format sarif=drgen.sarif")
    if twice := {str(path) for path in paths if path and paths.count(path) > 1}:
        raise DrgenError(f"two formats go to the same file: {', '.join(sorted(twice))}", hint="give each its own")
    return found if None in paths else [Target("text", None), *found]


def write(told: Sequence[Finding] | Review, said: Sequence[str], package: str = __name__) -> None:
    """Write what is told in each format that `said` names: see `targets`. A file is written whole or not at all."""
    for target in targets(said, package):
        text: str = getattr(import_module(f"{package}.{target.format}"), target.format)(told)
        if text and not text.endswith("\n"):
            text += "\n"
        if target.path:
            _save(target.path, text)
        else:
            _print(text)


def _target(said: str, known: Sequence[str]) -> Target:
    name, equals, path = said.partition("=")
    if name not in known:
        from drgen.problems import did_you_mean, echo

        raise DrgenError(f"there is no format {echo(name)}", hint=did_you_mean(name, known, "formats:"))
    if equals and not path:
        raise DrgenError(f"--format {said}: the file is missing", hint=f"write {name}=FILE, or {name} for stdout")
    return Target(name, Path(path) if equals else None)


def _save(path: Path, text: str) -> None:
    from drgen import files

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        files.replace(path, text.encode(errors="backslashreplace").decode())
    except OSError as error:
        raise DrgenError(f"{path} cannot be written: {error.strerror}") from error


def _print(text: str) -> None:
    """To stdout, whatever its encoding is: what it cannot say is written out."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, errors="backslashreplace").decode(encoding))
