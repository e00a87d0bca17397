"""git: which commit a folder is at."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path


def revision(folder: Path) -> str:
    """The commit that a folder is at, with a word where what it holds is not committed; "" where git knows none."""
    git = shutil.which("git")
    commit = _said(git, folder, "rev-parse", "HEAD") if git else ""
    if not (git and commit):
        return ""
    changed = _said(git, folder, "status", "--porcelain", "--untracked-files=normal", "--", ".")
    return f"{commit}, with changes that are not committed" if changed else commit


def _said(git: str, folder: Path, *arguments: str) -> str:
    command = [git, "-C", str(folder), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  the user's own git
    return done.stdout.strip() if done.returncode == 0 else ""
