"""Answers of slow programs, kept by the hash of everything they depend on.

They lie in the user's cache and not in the project: nothing that is committed may answer in a program's place.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

_KEPT_SECONDS = 30 * 24 * 3600


def key(*parts: bytes | str) -> str:
    """The hash of the parts, each with its length."""
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        digest.update(b"%d:" % len(content) + content)
    return digest.hexdigest()


def contents(folder: Path, patterns: Iterable[str]) -> list[bytes | str]:
    """Names and contents of a folder's files, as parts of a key."""
    paths = sorted({path for pattern in patterns for path in folder.glob(pattern) if path.is_file()})
    return [part for path in paths for part in (path.relative_to(folder).as_posix(), path.read_bytes())]


def program(path: str) -> str:
    """A program as a part of a key: where it lies, and which it is."""
    found = Path(path).stat()
    return f"{path} {found.st_size} {found.st_mtime_ns}"


def load(name: str) -> dict[str, Any] | None:
    """What was kept under a key, if it can be read."""
    try:
        found = json.loads((_folder() / f"{name}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def save(name: str, answer: dict[str, Any]) -> None:
    """Keep an answer; a cache that cannot be written costs time, never the command."""
    folder = _folder()
    part = folder / f"{name}.{os.getpid()}"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(answer), encoding="utf-8")
        part.replace(folder / f"{name}.json")
        _forget(folder)


def _forget(folder: Path) -> None:
    old = time.time() - _KEPT_SECONDS
    for path in folder.iterdir():
        if path.stat().st_mtime < old:
            path.unlink(missing_ok=True)


def _folder() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser(), "drgen", "answers")
