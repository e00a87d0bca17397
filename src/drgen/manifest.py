"""The list of what drgen wrote, with hashes: it tells drgen's files from others', and from those edited by hand."""

from __future__ import annotations

import hashlib
import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from drgen.errors import DrgenError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Manifest = dict[str, str]  # path → SHA-256 of the content

FOLDER = ".drgen"
MANIFEST = ".drgen/manifest.json"  # committed
NEXT = ".drgen/next.json"  # lies there only while files are being put in place, or if that was interrupted
STAGE = ".drgen/stage"  # the new files, before they are in place

_VERSION = 1
_PART = re.compile(r"[A-Za-z0-9_.][A-Za-z0-9_.-]{0,199}")
_OTHERS = re.compile(
    r"\.\.?|\.drgen|spec\.yaml|\.terraform(\..*)?|.*\.tfstate.*|.*\.tfvars(\.json)?", re.DOTALL
)  # never ours to write


def of(files: Mapping[str, bytes]) -> Manifest:
    """The manifest of these files."""
    return {path: digest(content) for path, content in files.items()}


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def dumps(manifest: Manifest) -> bytes:
    files = dict(sorted(manifest.items()))
    return (json.dumps({"files": files, "version": _VERSION}, indent=2) + "\n").encode()


def loads(content: bytes) -> Manifest:
    """Read strictly: whoever can edit the list must not choose what drgen deletes.  Raises ValueError."""
    found = json.loads(content)
    if not isinstance(found, dict) or found.keys() != {"files", "version"} or found["version"] != _VERSION:
        raise ValueError(f"not a manifest of version {_VERSION}")
    files = {path: str(digest) for path, digest in found["files"].items()}
    if refused := refused_paths(files):
        raise ValueError(f"it lists {refused[0]}")
    return files


def refused_paths(paths: Iterable[str]) -> list[str]:
    """The paths that drgen does not write: those that lead elsewhere, and what belongs to others."""
    return [path for path in paths if not _is_ours(path)]


def check_paths(paths: Iterable[str]) -> None:
    if refused := refused_paths(paths):
        raise DrgenError(f"drgen does not write a file named {refused[0]!r}", hint="rename what it is made from")


@lru_cache(maxsize=1024)  # every environment has the same names
def _is_ours(path: str) -> bool:
    return all(_PART.fullmatch(part) and not _OTHERS.fullmatch(part) for part in path.split("/"))
