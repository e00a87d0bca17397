"""Which commit was rehearsed."""

from __future__ import annotations

import subprocess
from pathlib import Path

from drgen.programs import git


def test_a_folder_is_at_a_commit_and_what_is_not_in_it_is_said(tmp_path: Path) -> None:
    assert git.revision(tmp_path) == ""
    for words in ("init -q", "add .", "-c user.name=a -c user.email=a@b commit -q --allow-empty -m first"):
        subprocess.run(["git", "-C", str(tmp_path), *words.split()], check=True)
    commit = git.revision(tmp_path)
    assert len(commit) == 40
    (tmp_path / "spec.yaml").write_text("new")
    assert git.revision(tmp_path) == f"{commit}, with changes that are not committed"
