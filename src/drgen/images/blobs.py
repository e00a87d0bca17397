"""A layer passes from one registry to another a piece at a time, verified on the way, and on where it broke off."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from drgen import files
from drgen.errors import DrgenError
from drgen.images.registry import Registry, verify

PIECE = 8 << 20  # bytes held in memory: ECR takes no more than 10 MiB at once, and no less than 5


@dataclass
class _Upload:
    """One that has begun: where the target takes more, and how much it has."""

    place: str
    offset: int = 0


def send(source: Registry, target: Registry, repository: str, digest: str, note: Path | None = None) -> int:
    """Send one blob; returns the bytes that were sent. `note` keeps where it is: another run goes on from there.

    Raises DrgenError where what arrives is not what the digest says: the target keeps nothing of it.
    """
    upload = _begun(target, note) or _Upload(target.begin(repository))
    whole, began = hashlib.sha256(), upload.offset
    with source.reading(repository, digest, upload.offset) as body:
        while piece := body.read(PIECE):
            whole.update(piece)
            upload.place = target.add(upload.place, upload.offset, piece)
            upload.offset += len(piece)
            _save(note, upload)
    if note:
        note.unlink(missing_ok=True)
    if not began:  # else the target alone has seen all of it, and verifies it as we do
        verify(digest, whole.hexdigest())
    target.finish(upload.place, digest)
    return upload.offset - began


def _begun(target: Registry, note: Path | None) -> _Upload | None:
    """An upload that broke off, as far as the target still has it."""
    if note is None or not note.exists():
        return None
    try:
        place = str(json.loads(note.read_text(encoding="utf-8"))["place"])
    except (ValueError, KeyError, TypeError) as error:
        raise DrgenError(f"{note} cannot be read: {error}", hint="delete it to begin anew") from error
    found = target.uploaded(place)
    return _Upload(*found) if found else None


def _save(note: Path | None, upload: _Upload) -> None:
    if note:
        note.parent.mkdir(parents=True, exist_ok=True)
        files.replace(note, json.dumps({"place": upload.place, "offset": upload.offset}) + "\n")
