"""checkov finds nothing in what is rendered, whatever the hash seed, and skips only what the list says."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from drgen.project import Project
from tests.conftest import ROOT
from tests.modules.test_contract import SKIPS
from tests.test_whole import copied, run

ENVIRONMENTS = Project(ROOT).environments


@pytest.mark.checkov
@pytest.mark.parametrize("seed", ["0", "1"])
def test_checkov_finds_nothing(seed: str, tmp_path: Path, checkov: str) -> None:
    project = copied(tmp_path / "project", *ENVIRONMENTS)
    assert run("render", "--all", folder=project.root).exit_code == 0
    home = tmp_path / "empty"
    home.mkdir()
    env = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONHASHSEED": seed}
    arguments = ["--framework", "terraform", "--skip-download", "-o", "json"]
    done = subprocess.run(
        [checkov, "-d", str(project.root), *arguments], cwd=home, env=env, capture_output=True, text=True
    )
    report = json.loads(done.stdout)
    failed = {(found["check_id"], found["resource"]) for found in report["results"]["failed_checks"]}
    skipped = {(found["check_id"], found["resource"].split(".")[-2]) for found in report["results"]["skipped_checks"]}
    assert failed == set()
    assert skipped == SKIPS
    assert report["summary"]["parsing_errors"] == 0
    assert report["summary"]["resource_count"] > 200
