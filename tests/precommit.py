"""A scratch git repository in which real pre-commit runs the hooks that ship, with the drgen of this checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import ROOT

HOOKS = ROOT / ".pre-commit-hooks.yaml"
RUN = [sys.executable, "-m", "pre_commit"]


def shipped() -> list[dict[str, Any]]:
    hooks: list[dict[str, Any]] = yaml.safe_load(HOOKS.read_text(encoding="utf-8"))
    return hooks


def here(hook: dict[str, Any]) -> dict[str, Any]:
    """The hook as it ships, but run by this Python: no test installs anything."""
    words = hook["entry"].split()
    assert words[0] == "drgen"
    return hook | {"entry": " ".join([sys.executable, "-m", "drgen.cli", *words[1:]]), "language": "system"}


def repository(folder: Path, *ids: str) -> None:
    """Make a project a git repository with these hooks installed, and commit what it holds, unchecked."""
    hooks = [here(hook) for hook in shipped() if hook["id"] in ids]
    config = {"default_install_hook_types": ["pre-commit"], "repos": [{"repo": "local", "hooks": hooks}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    git(folder, "init", "--quiet", "--initial-branch", "main")
    done = subprocess.run([*RUN, "install"], cwd=folder, env=environment(folder), capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--no-verify", "-m", "start")


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(["git", *arguments], cwd=folder, env=environment(folder), capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def commit(folder: Path) -> tuple[int, str]:
    """`git add` and `git commit` as a user says them: the exit code, and what the hooks said."""
    git(folder, "add", "--all")
    words = ["git", "commit", "-m", "change"]
    done = subprocess.run(words, cwd=folder, env=environment(folder), capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def environment(folder: Path) -> dict[str, str]:
    """None of the developer's git settings, no network, and a cache of its own for pre-commit."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
    who = {f"GIT_{role}_{what}": "drgen@example.com" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PIP_NO_INDEX": "1"}
    cache = {"PRE_COMMIT_HOME": str(folder.parent / "pre-commit"), "PYTHONPATH": str(ROOT / "src")}
    return kept | who | quiet | cache
