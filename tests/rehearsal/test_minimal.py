"""A whole rehearsal of the smallest platform, as a user types it. Minutes, nearly all of them Terraform's own waits."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.mark.terraform
@pytest.mark.waiting
@pytest.mark.usefixtures("terraform")
def test_minimal_is_built_planned_in_the_dark_and_destroyed(tmp_path: Path) -> None:
    ignored = shutil.ignore_patterns(".terraform*", "*.tfstate*")
    for folder in ("modules", "environments"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    command = [sys.executable, "-m", "drgen.cli", "-C", str(tmp_path), "rehearse", "minimal"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads((tmp_path / "build/rehearsal/minimal/report.json").read_text())
    claims = {proof["claim"]: proof["held"] for proof in told["proofs"]}
    assert all(claims.values())
    assert {"no request to us-east-2", "standby plans while us-east-2 is dark", "nothing is left"} <= claims.keys()
    assert [proof["stage"] for proof in told["proofs"]][-1] == "destroy"
    assert "restored from its backups" in told["not_proven"][0]
