"""`drgen validate`: everything once, nothing twice, nothing in silence."""

import json
import re
from pathlib import Path

import pytest
from click.testing import Result

from drgen.project import Project
from tests.commands import fakes
from tests.test_whole import copied, run

PLACE = "environments/minimal"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("DRGEN_TERRAFORM", str(fakes.terraform(folder)))
    monkeypatch.setenv("DRGEN_CHECKOV", str(fakes.checkov(folder)))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return folder


@pytest.fixture
def here(tmp_path: Path) -> Project:
    project = copied(tmp_path / "project", "minimal")
    assert run("render", "minimal", folder=project.root).exit_code == 0
    return project


def validate(here: Project, *arguments: str) -> Result:
    return run("validate", "minimal", *arguments, folder=here.root)


def findings(done: Result) -> list[str]:
    return re.findall(r"  (?:BLOCKER|HIGH|MEDIUM)  (\w+)$", done.stdout, re.MULTILINE)


def test_a_clean_environment_passes_with_one_line_of_what_was_done(here: Project, programs: Path) -> None:
    done = validate(here)
    assert done.exit_code == 0, done.output
    assert re.search(
        r"^minimal  ✓ rendered  ✓ checks \d+  ✓ terraform fmt, validate \(5 roots, one process\)  "
        r"✓ checkov \d+ passed, 0 justified skips, 2\d own policies  \d+\.\d s$",
        done.stderr,
        re.MULTILINE,
    )
    assert fakes.asked(programs / "terraform") == ["fmt", "init", "validate"]


def test_what_is_unchanged_is_not_asked_again(here: Project, programs: Path) -> None:
    first, second = validate(here), validate(here)
    assert first.stdout == second.stdout
    assert second.exit_code == 0
    assert fakes.asked(programs / "terraform") == ["fmt", "init", "validate"]
    assert fakes.asked(programs / "python") == ["asked"]


@pytest.mark.parametrize("what", ["a module", "the spec", "a program"])
def test_what_changed_is_asked_again(what: str, here: Project, programs: Path) -> None:
    validate(here)
    if what == "a module":
        path = here.modules / "regional/network/main.tf"
        path.write_text(path.read_text() + "# more\n")
    elif what == "the spec":
        path = here.environment("minimal") / "spec.yaml"
        path.write_text(re.sub(r"(?m)^tags:.*$", "", path.read_text()) + "\ntags: {team: other}\n")
    else:
        fakes.terraform(programs, diagnostics="  ")
    validate(here)
    assert fakes.asked(programs / "python") == ["asked", "asked"]


def test_nothing_in_the_project_answers_in_a_programs_place(here: Project, programs: Path) -> None:
    validate(here)
    assert not list(here.root.rglob("*answers*"))
    assert fakes.asked(programs / "python") == ["asked"]


def test_a_fault_that_checkov_finds_stands_at_the_roots_line(here: Project, programs: Path) -> None:
    fakes.checkov(programs, fails="network")
    done = validate(here, "--format", "json")
    assert done.exit_code == 1
    told = json.loads(done.stdout)
    text = json.dumps(told)
    lines = (here.root / PLACE / "primary/main.tf").read_text().splitlines()
    assert f"{PLACE}/primary/main.tf" in text
    assert str(lines.index('module "network" {') + 1) in text
    assert text.count("module.network.aws_x.this") == 1
    assert "✗ checkov" in done.stderr


def test_terraforms_error_is_a_finding_at_its_line(here: Project, programs: Path) -> None:
    error = {
        "severity": "error", "summary": "Missing required argument", "detail": "",
        "range": {"filename": "../primary/main.tf", "start": {"line": 7}},
    }  # fmt: skip
    fakes.terraform(programs, diagnostics=json.dumps(error))
    done = validate(here)
    assert done.exit_code == 1
    assert f"{PLACE}/primary/main.tf:7:1  BLOCKER  terraform_validate" in done.stdout
    assert "✗ terraform" in done.stderr


@pytest.mark.parametrize(
    "name",
    ["extra.tf", "main_override.tf", "override.tf.json", "x.tf.json", "evil.auto.tfvars", "terraform.tfvars", "x.tofu"],
)
@pytest.mark.usefixtures("programs")
def test_a_file_that_terraform_reads_and_drgen_did_not_write_is_a_blocker(name: str, here: Project) -> None:
    (here.root / PLACE / "standby" / name).write_text("{}")
    done = validate(here)
    assert done.exit_code == 1
    assert findings(done) == ["foreign_file"]
    assert f"{PLACE}/standby/{name}:1:1" in done.stdout


@pytest.mark.usefixtures("programs")
def test_what_is_handed_over_is_no_foreign_file(here: Project) -> None:
    for name in ("handover.auto.tfvars.json", "observed.auto.tfvars.json", ".terraform.lock.hcl"):
        (here.root / PLACE / "standby" / name).write_text("{}")
    done = validate(here)
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("name", ["main_override.tf", "override.tf", "more.tf.json"])
@pytest.mark.usefixtures("programs")
def test_an_override_in_a_module_is_a_blocker(name: str, here: Project) -> None:
    (here.modules / "regional/network" / name).write_text("{}")
    done = validate(here)
    assert done.exit_code == 1
    assert "file_that_policies_do_not_see" in findings(done)


@pytest.mark.usefixtures("programs")
def test_a_file_edited_by_hand_is_not_as_rendered(here: Project) -> None:
    path = here.root / PLACE / "primary/main.tf"
    path.write_text(path.read_text() + "# mine\n")
    done = validate(here)
    assert done.exit_code == 1
    assert findings(done) == ["not_as_rendered"]


@pytest.mark.usefixtures("programs")
def test_what_is_tolerated_is_told_and_ends_with_0(here: Project) -> None:
    path = here.root / PLACE / "primary/main.tf"
    path.write_text(path.read_text() + "# mine\n")
    assert validate(here, "--fail-on", "blocker").exit_code == 0


def test_a_terminal_without_unicode_gets_words(here: Project, programs: Path) -> None:
    from click.testing import CliRunner

    from drgen.cli import main

    done = CliRunner(charset="ascii").invoke(main, ["-C", str(here.root), "validate", "minimal"])
    assert done.exit_code == 0, done.output
    assert "minimal  ok rendered  ok checks" in done.stderr
    assert programs


def configured(*folders: Path) -> Path:
    """Give folders a checkov configuration that skips our policy and runs code; returns what it would write."""
    proof, code = folders[0] / "was-here", folders[0] / "code"
    code.mkdir()
    (code / "__init__.py").touch()
    (code / "evil.py").write_text(f"open({str(proof)!r}, 'w')\n")
    for folder in folders:
        for name in (".checkov.yaml", ".checkov.yml"):
            skips = "skip-check: [CKV2_DRGEN_A_FLOW_LOG_RECORDS_ALL_TRAFFIC]"
            (folder / name).write_text(f"external-checks-dir: [{code}]\n{skips}\n")
    return proof


@pytest.mark.checkov
@pytest.mark.terraform
@pytest.mark.usefixtures("checkov", "terraform")
def test_a_fault_in_a_module_is_caught_by_the_real_programs(tmp_path: Path) -> None:
    here = copied(tmp_path, "minimal")
    path = here.modules / "regional/network/flow_logs.tf"
    path.write_text(path.read_text().replace('= "ALL"', '= "ACCEPT"'))
    spec = here.environment("minimal") / "spec.yaml"
    skip = "checkov:skip=CKV2_DRGEN_A_FLOW_LOG_RECORDS_ALL_TRAFFIC:x"
    spec.write_text(re.sub(r"(?m)^tags:.*\n", "", spec.read_text()) + f"\ntags: {{note: '{skip}'}}\n")
    assert run("render", "minimal", folder=here.root).exit_code == 0
    proof = configured(here.root, here.environment("minimal"), here.environment("minimal") / "primary")
    done = run("validate", "minimal", folder=here.root)
    assert not proof.exists()
    assert "a_flow_log_records_all_traffic" in findings(done)
    assert "module.network.aws_flow_log.this (modules/regional/network/flow_logs.tf:" in " ".join(done.stdout.split())
