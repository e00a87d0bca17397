"""What a run does, written down before it does it.

One line an entry: a digest of this line and all before it, a blank, and the entry as JSON. So a line that was changed,
dropped or moved is noticed, and so is a file of another run. Only the last line may be torn: it was being written when
the machine stopped, and what it was to announce was never done.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from drgen.errors import DrgenError
from drgen.failover.clock import Clock

VERSION = 1
_DIGITS = 16


@dataclass(frozen=True)
class Entry:
    """One line: its number, the time of day (UTC), what it is about, and the rest."""

    seq: int
    at: str
    event: str
    data: dict[str, Any]


@dataclass
class Journal:
    """The entries of one run, on this disk and, line for line, wherever `copy` puts the whole text."""

    path: Path
    clock: Clock
    copy: Callable[[bytes], None]
    entries: list[Entry] = field(default_factory=list)
    _digest: str = ""

    def write(self, event: str, **data: Any) -> Entry:
        """Add an entry. When this returns it is on the disk and in the copy.

        Raises DrgenError when the disk does not take it, and whatever `copy` raises.
        """
        at = self.clock.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
        entry = Entry(len(self.entries), at, event, data)
        text = json.dumps({"seq": entry.seq, "at": at, "event": event} | data, sort_keys=True, ensure_ascii=True)
        digest = _chained(self._digest, text)
        _append(self.path, f"{digest} {text}\n".encode())
        self._digest = digest
        self.entries.append(entry)
        self.copy(self.path.read_bytes())
        return entry

    def of(self, *events: str) -> list[Entry]:
        """The entries about something, the oldest first."""
        return [entry for entry in self.entries if entry.event in events]


def opened(path: Path, clock: Clock, copy: Callable[[bytes], None]) -> Journal:
    """The journal of a run that broke off, to be continued; a torn last line is cut off.

    Raises DrgenError where it cannot be trusted.
    """
    entries, digest, length = read(path.read_bytes(), str(path))
    os.truncate(path, length)
    return Journal(path, clock, copy, entries, digest)


def read(content: bytes, where: str) -> tuple[list[Entry], str, int]:
    """The entries of a journal's text, the digest of the last one, and how many bytes hold them.

    Raises DrgenError, with `where`, for a line that is not what was written.
    """
    entries: list[Entry] = []
    digest, length = "", 0
    for line in content.splitlines(keepends=True):
        if not line.endswith(b"\n"):
            break  # torn while it was written
        said, _, text = line.decode("ascii", errors="replace").rstrip("\n").partition(" ")
        if said != _chained(digest, text):
            hint = "restore it from the copy in the state bucket, under failover/; nothing was done"
            raise DrgenError(f"{where}: line {len(entries) + 1} is not what drgen wrote", hint=hint)
        entries.append(_entry(json.loads(text)))
        digest, length = said, length + len(line)
    if not entries:
        raise DrgenError(f"{where} holds no entry", hint="start anew: nothing was done")
    return entries, digest, length


def _entry(said: dict[str, Any]) -> Entry:
    return Entry(said.pop("seq"), said.pop("at"), said.pop("event"), said)


def _chained(before: str, text: str) -> str:
    return sha256(f"{before}\n{text}".encode()).hexdigest()[:_DIGITS]


def _append(path: Path, line: bytes) -> None:
    """Add a line and wait until the disk has it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        is_new = not path.exists()
        with path.open("ab") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            _sync(path.parent)
    except OSError as error:
        hint = "make room or make it writable, then `drgen failover resume`: what is not written down is not done"
        raise DrgenError(f"{path}: {error.strerror or error}", hint=hint) from error


def _sync(folder: Path) -> None:
    """Make a new name in a folder last."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
