"""checkov starts with nothing of the user's, and never passes in silence."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from drgen import render, scan
from drgen.errors import DrgenError
from drgen.programs import checkov, checkov_environment
from drgen.project import Project, shipped
from drgen.terms import ROOTS
from tests.conftest import ROOT

POLICIES = ROOT / "policies"
OURS = scan.policies(POLICIES)
HERE = Project(ROOT)


def canary(folder: Path, *, policies: Path = POLICIES, change: Callable[[Path, Path], None] = lambda *_: None) -> None:
    """Scan the canary alone and judge what came of it, something changed before."""
    copied = folder / "shipped"
    shutil.copytree(policies, copied, ignore=shutil.ignore_patterns("__pycache__"))
    there, ours = scan.lay_out(folder / "base", ROOT / "modules", copied, [])
    wanted = scan.policies(ours)
    change(there, ours)
    scan.judge(checkov.scan(there, ours), there, wanted, [])


def unreadable(folder: Path, _: Path) -> None:
    (folder / "broken.tf").write_text('resource "aws_s3_bucket" "a" {\n')


def no_policies(_: Path, ours: Path) -> None:
    shutil.rmtree(ours)


def no_init(_: Path, ours: Path) -> None:
    (ours / "__init__.py").unlink()


def raising(_: Path, ours: Path) -> None:
    path = ours / "every_backup_rule_copies_to_another_vault.py"
    path.write_text(path.read_text().replace("rules = [", "raise ValueError\n        rules = ["))


def field_missing(_: Path, ours: Path) -> None:
    path = ours / "an_addon_is_pinned.yaml"
    path.write_text("".join(line for line in path.read_text().splitlines(True) if "category" not in line))


def nothing_there(folder: Path, _: Path) -> None:
    shutil.rmtree(folder / "canary")


@pytest.mark.checkov
@pytest.mark.usefixtures("checkov")
@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param(unreadable, "cannot read broken.tf", id="HCL that cannot be parsed"),
        pytest.param(no_policies, "not at work: ", id="a policies folder that is missing"),
        pytest.param(no_init, "not at work: every_backup_rule", id="a Python policy folder without __init__"),
        pytest.param(raising, "not at work: every_backup_rule|no result", id="a policy that raises"),
        pytest.param(field_missing, "not at work: an_addon_is_pinned", id="a policy with a field missing"),
        pytest.param(nothing_there, "not at work: ", id="nothing scanned"),
    ],
)
def test_it_fails_closed_where_checkov_passes_in_silence(
    change: Callable[[Path, Path], None], words: str, tmp_path: Path
) -> None:
    with pytest.raises(DrgenError, match=words):
        canary(tmp_path, change=change)


@pytest.mark.checkov
@pytest.mark.usefixtures("checkov")
def test_what_the_user_has_lying_about_does_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Configuration that runs code or skips everything, in the working folder, in HOME and in the environment."""
    proof, home = tmp_path / "was-here", tmp_path / "home"
    code = tmp_path / "code"
    for folder in (home, code):
        folder.mkdir()
    (code / "__init__.py").touch()
    (code / "evil.py").write_text(f"open({str(proof)!r}, 'w')\n")
    for name in (".checkov.yaml", ".checkov.yml"):
        (home / name).write_text(
            f"external-checks-dir: [{code}]\nskip-check: [CKV_AWS_18, CKV2_DRGEN_AN_ADDON_IS_PINNED]\n"
        )
    (home / "usercustomize.py").write_text(f"open({str(proof)!r}, 'w')\n")
    monkeypatch.chdir(home)
    settings = {
        "HOME": str(home),
        "PYTHONPATH": str(home),
        "CKV_SKIP_CHECK": "*",
        "CKV_CHECK": "CKV_AWS_18",
        "SKIP": "*",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    canary(tmp_path)
    assert not proof.exists()


def test_it_sees_no_settings_and_no_credentials(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("AWS_SECRET_ACCESS_KEY", "BC_API_KEY", "CKV_SKIP_CHECK", "PYTHONPATH", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "x")
    seen = checkov.environment(tmp_path)
    assert seen.keys() == {"HOME", "LANG", "PATH", "PYTHONHASHSEED", "TMPDIR"}
    assert (seen["HOME"], seen["PYTHONHASHSEED"]) == (str(tmp_path), "0")


@pytest.mark.checkov
@pytest.mark.usefixtures("checkov")
def test_a_folder_named_like_an_option_is_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "--help").mkdir()
    monkeypatch.chdir(tmp_path)
    canary(Path("--help"))


def environment(name: str = "minimal") -> scan.Scanned:
    spec, stacks = HERE.load(name)
    return scan.Scanned(name, stacks, render.render(spec, stacks, shipped("templates")))


@pytest.fixture(scope="module")
def minimal(tmp_path_factory: pytest.TempPathFactory) -> tuple[checkov.Scan, Path]:
    if not shutil.which(os.environ.get("DRGEN_CHECKOV", "checkov")) and not os.environ.get("CI"):
        pytest.skip("checkov is not on this machine")
    base = tmp_path_factory.mktemp("minimal")
    folder, ours = scan.lay_out(base, ROOT / "modules", POLICIES, [environment()])
    return checkov.scan(folder, ours), folder


@pytest.mark.checkov
def test_the_driver_finds_what_the_command_line_finds(
    minimal: tuple[checkov.Scan, Path], checkov: str, tmp_path: Path
) -> None:
    found, folder = minimal
    arguments = ["-d", str(folder), "--framework", "terraform", "--skip-download", "-o", "json"]
    env = {"PATH": os.defpath, "HOME": str(tmp_path), "PYTHONHASHSEED": "0"}
    done = subprocess.run([checkov, *arguments], cwd=tmp_path, env=env, capture_output=True, text=True)
    told = json.loads(done.stdout)["results"]
    for verdict in ("PASSED", "FAILED", "SKIPPED"):
        ours = {(r.check, r.resource) for r in found.records if r.result == verdict and "DRGEN" not in r.check}
        theirs = {(r["check_id"], r["resource"]) for r in told[f"{verdict.lower()}_checks"]}
        assert theirs == ours


@pytest.mark.checkov
def test_a_root_that_was_not_seen_is_no_pass(minimal: tuple[checkov.Scan, Path]) -> None:
    found, folder = minimal
    scan.judge(found, folder, OURS, [environment()])
    for root in ROOTS:
        kept = [record for record in found.records if f"/{root}/main.tf" not in record.caller]
        if len(kept) < len(found.records):
            with pytest.raises(DrgenError, match=f"saw nothing of environments/minimal/{root}/main.tf"):
                scan.judge(replace(found, records=kept), folder, OURS, [environment()])


@pytest.mark.checkov
def test_fewer_resources_than_the_modules_hold_is_no_pass(minimal: tuple[checkov.Scan, Path]) -> None:
    found, folder = minimal
    with pytest.raises(DrgenError, match="it saw 40 resources"):
        scan.judge(replace(found, resources=40), folder, OURS, [environment()])


def record(**changed: object) -> checkov.Record:
    there = {
        "check": "CKV_AWS_1", "name": "Ensure something", "fix": "", "result": "FAILED", "why": "",
        "resource": "module.network.aws_vpc.this", "file": "modules/regional/network/main.tf", "line": 7,
        "caller": "environments/minimal/primary/main.tf",
    }  # fmt: skip
    return checkov.Record(**there | changed)  # type: ignore[arg-type]


def test_a_fault_of_both_regions_is_told_once_at_the_roots_line() -> None:
    both = [record(caller=f"environments/minimal/{root}/main.tf") for root in ("standby", "primary")]
    [found] = scan.faults(both, environment())
    lines = environment().rendered["primary/main.tf"].splitlines()
    assert found.mark is not None
    assert found.mark.file == "environments/minimal/primary/main.tf"
    assert lines[found.mark.line - 1] == 'module "network" {' == found.line
    assert found.path == ("components", "network")
    assert "module.network.aws_vpc.this (modules/regional/network/main.tf:7), in primary and standby" in found.message


def test_two_faults_are_two_findings() -> None:
    two = [record(), record(resource='module.network.aws_subnet.public["a.b"]')]
    assert len(list(scan.faults(two, environment()))) == 2


def test_a_skip_by_a_value_is_a_finding(tmp_path: Path) -> None:
    file = tmp_path / "modules/regional/network/main.tf"
    file.parent.mkdir(parents=True)
    skip = record(result="SKIPPED", why="x")
    file.write_text('  tags = { note = "checkov:skip=CKV_AWS_1:x" }\n')
    [found] = scan.false_skips([skip], tmp_path, environment())
    assert found.check == "skip_without_a_comment"
    file.write_text("  #checkov:skip=CKV_AWS_1:load balancers deliver to SSE-S3 only\n")
    assert list(scan.false_skips([skip], tmp_path, environment())) == []


def test_a_value_that_reads_like_a_skip_is_none_in_what_is_scanned(tmp_path: Path) -> None:
    path = "primary/main.tf"
    evil = scan.Scanned("minimal", environment().stacks, {path: '  note = "checkov:skip=CKV_AWS_18"\n'})
    folder, _ = scan.lay_out(tmp_path, ROOT / "modules", POLICIES, [evil])
    assert "checkov:skip" not in (folder / "environments/minimal" / path).read_text()


def program(folder: Path, name: str, script: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def test_a_named_program_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = program(tmp_path, "python", "true")
    monkeypatch.setenv("DRGEN_CHECKOV", str(program(tmp_path, "checkov", "true")))
    assert checkov.interpreter() == python


@pytest.mark.parametrize("there", [False, True], ids=["no such program", "no python beside it"])
def test_a_named_program_of_no_use_is_refused(*, there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if there:
        program(tmp_path, "checkov", "true")
    monkeypatch.setenv("DRGEN_CHECKOV", str(tmp_path / "checkov"))
    with pytest.raises(DrgenError, match="checkov"):
        checkov.interpreter()


def test_no_answer_is_no_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "python", "echo 'ModuleNotFoundError: checkov' >&2")
    monkeypatch.setenv("DRGEN_CHECKOV", str(program(tmp_path, "checkov", "true")))
    with pytest.raises(DrgenError, match="checkov gave no result: ModuleNotFoundError"):
        checkov.scan(tmp_path, tmp_path)


@pytest.fixture
def no_checkov(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine on which checkov was never set up, with a `uv` of our own."""
    monkeypatch.delenv("DRGEN_CHECKOV", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.defpath}")
    return tmp_path


def test_an_environment_that_cannot_be_made_says_what_to_run(no_checkov: Path) -> None:
    program(no_checkov, "uv", "echo 'error: Could not connect, are you offline?' >&2; exit 2")
    with pytest.raises(DrgenError, match="are you offline") as caught:
        checkov.interpreter()
    assert "drgen setup checkov" in caught.value.hint
    assert list((no_checkov / "cache/drgen").glob("*.lock")) == list((no_checkov / "cache/drgen").iterdir())


MAKES = """echo "$@" >> "$0.log"
[ "$1" = venv ] || exit 0
for last; do :; done
mkdir "$last/bin"
touch "$last/bin/python"
"""


def test_an_environment_is_made_once_by_hashes_and_with_byte_code(no_checkov: Path) -> None:
    program(no_checkov, "uv", MAKES)
    said: list[str] = []
    for _ in range(2):
        python = checkov.interpreter(say=said.append)
        assert python == checkov_environment.folder() / "bin" / "python"
    asked = (no_checkov / "uv.log").read_text().splitlines()
    assert len(asked) == 2
    assert "--require-hashes" in asked[1]
    assert "--compile-bytecode" in asked[1]
    assert said[0].startswith("making checkov 3.")


def test_its_name_holds_version_lock_and_python() -> None:
    version = ".".join(map(str, sys.version_info[:2])).replace(".", "")
    name = checkov_environment.folder().name
    assert name.startswith(f"checkov-{checkov_environment.version()}-")
    assert name.endswith(f"-py{version}")


def test_without_uv_it_is_made_by_venv_and_pip(no_checkov: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a lock of nothing: what is to be had from an index is the lock's own affair."""
    (no_checkov / "checkov.txt").write_text("# checkov==0.0.0\n")
    monkeypatch.setattr(checkov_environment, "shipped", lambda _: no_checkov)
    monkeypatch.setattr(checkov_environment, "version", lambda: "0.0.0")
    monkeypatch.setenv("PIP_USER", "yes")  # of no effect
    said: list[str] = []
    python = checkov_environment.make(say=said.append)
    assert python == checkov_environment.folder() / "bin" / "python"
    assert subprocess.run([python, "-I", "-m", "pip", "--version"], capture_output=True, check=True).stdout
    assert "with uv on PATH it takes seconds" in said[0]
    made = python.stat().st_ino
    assert checkov_environment.make().stat().st_ino == made
