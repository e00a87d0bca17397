"""The folder for what can be made again: parsed modules, compiled templates. It costs time to lose it, nothing else."""

from __future__ import annotations

import os
from pathlib import Path


def folder(kind: str = "") -> Path | None:
    """`$XDG_CACHE_HOME/drgen/<kind>`, made when missing; None where it cannot be written."""
    base = os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()
    path = Path(base, "drgen", kind)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return path if os.access(path, os.W_OK) else None
