"""Terraform's own tests of every module, with a mocked provider."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from drgen.programs.terraform import environment
from tests.conftest import ROOT
from tests.modules import attached

MODULES = sorted(path.parent for path in (ROOT / "modules").glob("*/*/variables.tf"))


@pytest.mark.terraform
@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_module_passes_its_own_tests(path: Path, tmp_path: Path, terraform: str) -> None:
    folder = tmp_path / path.name
    shutil.copytree(path, folder, ignore=shutil.ignore_patterns(".terraform*"))
    env = environment(aws=False)[0]
    subprocess.run(
        [terraform, "init", "-backend=false", "-no-color"], cwd=folder, env=env, check=True, capture_output=True
    )
    with attached.provider(folder) as running:
        command = [terraform, "test", "-no-color"]
        done = subprocess.run(command, cwd=folder, env={**env, **running}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 failed" in done.stdout
    assert " 0 passed" not in done.stdout


@pytest.mark.terraform
def test_every_file_is_as_terraform_fmt_writes_it(terraform: str) -> None:
    for folder in ("modules", "environments"):
        arguments = [terraform, "fmt", "-check", "-recursive", "-no-color"]
        done = subprocess.run(arguments, cwd=ROOT / folder, env=os.environ, capture_output=True, text=True)
        assert (done.returncode, done.stdout) == (0, "")
