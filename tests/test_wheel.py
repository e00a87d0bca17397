"""The wheel carries the modules and templates, no state, and works from any folder."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [made] = folder.glob("*.whl")
    return made


def test_it_carries_every_module_and_template_and_no_state(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for kind in ("modules", "templates", "policies"):
        wanted = {p.relative_to(ROOT).as_posix() for p in (ROOT / kind).rglob("*.tf") if ".terraform" not in p.parts}
        assert {f"drgen/_data/{name}" for name in wanted} <= names
    assert {"drgen/_data/requirements/checkov.txt", "drgen/_data/policies/an_addon_is_pinned.yaml"} <= names
    assert not [name for name in names if "tfstate" in name or ".terraform" in name or "__pycache__" in name]


def test_it_starts_and_renders_an_environment_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    """Run from the unpacked wheel with the dependencies at hand, outside the checkout."""
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    project = tmp_path / "project"
    project.mkdir()
    env = os.environ | {"PYTHONPATH": str(tmp_path / "site")}
    for arguments in (["init", "shop"], ["render", "shop"], ["render", "shop", "--check"]):
        command = [sys.executable, "-m", "drgen.cli", *arguments]
        done = subprocess.run(command, cwd=project, env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    where = "import drgen; print(drgen.__file__)"
    done = subprocess.run([sys.executable, "-c", where], cwd=project, env=env, capture_output=True, text=True)
    assert done.stdout.startswith(str(tmp_path))
    assert (project / "environments/shop/standby/main.tf").is_file()
