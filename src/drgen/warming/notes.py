"""How far a load is, in a file: a run that is killed goes on from there."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from drgen import files
from drgen.errors import DrgenError


@dataclass(frozen=True)
class Progress:
    """How far the load of one family is."""

    of: str  # what is loaded: a pattern of keys, a URL, a command
    cursor: str = "0"  # where a copy goes on
    loaded: int = 0
    kept: int = 0  # the cache had them already
    failed: int = 0  # asked for, and not loaded
    seconds: float = 0.0
    done: bool = False

    @property
    def warm(self) -> int:
        """Keys that are in the cache now."""
        return self.loaded + self.kept

    @property
    def seen(self) -> int:
        """Keys that were dealt with, one way or another."""
        return self.warm + self.failed


def noted(note: Path | None, of: str) -> Progress:
    """How far it was. Raises DrgenError for a file that is none, or of another load."""
    if note is None or not note.exists():
        return Progress(of)
    try:
        found = Progress(**json.loads(note.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise DrgenError(f"{note} cannot be read: {error}", hint="delete it to begin anew") from error
    if found.of != of:
        raise DrgenError(f"{note} is of a load of {found.of}, not of {of}", hint="delete it to begin anew")
    return found


def save(note: Path | None, progress: Progress) -> None:
    """Write it down, whole or not at all."""
    if note:
        note.parent.mkdir(parents=True, exist_ok=True)
        files.replace(note, json.dumps(asdict(progress)) + "\n")
