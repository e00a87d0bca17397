"""drgen plan, from its options to its exit code; the Terraform is a fake."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drgen.cli import main
from drgen.project import Project
from tests.conftest import ROOT
from tests.inventory.made import entry, text

SCRIPT = """#!/bin/sh
here=$(basename "$PWD")
echo "$here $1" >> "{log}"
case "$1 $here" in
  "plan {fails}") echo "Error: it broke" >&2; exit 1 ;;
  "show "*) cat "{plan}" ;;
esac
"""


def run(*arguments: str, folder: Path) -> Result:
    return CliRunner().invoke(main, ["-C", str(folder), "plan", *arguments])


def copied(folder: Path, name: str) -> Project:
    """A project with a shipped spec, and the checkout's modules."""
    (folder / "environments" / name).mkdir(parents=True)
    (folder / "modules").symlink_to(ROOT / "modules")
    for path in (Path("shop-base.yaml"), Path(name) / "spec.yaml"):
        shutil.copy(ROOT / "environments" / path, folder / "environments" / path)
    return Project(folder)


def plan(tmp_path: Path, *arguments: str, fails: str = "nothing", changes: bool = True, name: str = "x") -> Result:
    program, planned = tmp_path / name, tmp_path / "planned.json"
    planned.write_bytes(text(entry("aws_sqs_queue.q", *(["create"] if changes else []))))
    program.write_text(SCRIPT.format(log=tmp_path / "asked.log", fails=fails, plan=planned))
    program.chmod(0o755)
    here = copied(tmp_path, "shop-staging")
    return run("shop-staging", "--offline", *arguments, folder=here.root)


@pytest.fixture(autouse=True)
def _named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRGEN_TERRAFORM", str(tmp_path / "x"))


def test_all_roots_are_planned_and_kept(tmp_path: Path) -> None:
    done = plan(tmp_path, "--out", str(tmp_path / "out"))
    assert done.exit_code == 0, done.output
    kept = {path.stem for path in (tmp_path / "out" / "shop-staging").glob("*.json")}
    assert kept == {"bootstrap", "foundation", "primary", "standby", "global"}


@pytest.mark.parametrize(
    ("arguments", "fails", "changes", "code"),
    [
        pytest.param([], "nothing", True, 0, id="changes"),
        pytest.param(["--detailed-exitcode"], "nothing", True, 2, id="changes, and asked"),
        pytest.param(["--detailed-exitcode"], "nothing", False, 0, id="no changes"),
        pytest.param(["--detailed-exitcode"], "standby", True, 1, id="an error is above changes"),
        pytest.param([], "standby", True, 1, id="an error"),
    ],
)
def test_the_exit_code(tmp_path: Path, arguments: list[str], fails: str, changes: bool, code: int) -> None:
    assert plan(tmp_path, *arguments, fails=fails, changes=changes).exit_code == code


def test_a_root_that_fails_is_named_with_terraforms_words(tmp_path: Path) -> None:
    done = plan(tmp_path, fails="standby")
    assert "plan in standby: it broke" in done.output
    assert "global" in done.output


def test_together_is_one_plan(tmp_path: Path) -> None:
    plan(tmp_path, "--together")
    assert (tmp_path / "asked.log").read_text().split("\n")[:-1] == [
        f"every_root {s}" for s in ("init", "plan", "show")
    ]


def test_together_needs_offline(tmp_path: Path) -> None:
    done = run("shop-staging", "--together", folder=copied(tmp_path, "shop-staging").root)
    assert (done.exit_code, "--offline" in done.output) == (2, True)


def test_the_wrong_account_is_refused_before_anything_is_planned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from drgen import plans
    from drgen.errors import DrgenError

    def refuse(_spec: object, region: str) -> None:
        raise DrgenError(f"these credentials are of another account, says {region}")

    monkeypatch.setattr(plans, "refuse_other_account", refuse)
    done = run("shop-staging", folder=copied(tmp_path, "shop-staging").root)
    assert (done.exit_code, "another account" in done.output) == (1, True)
    assert not (tmp_path / "asked.log").exists()
