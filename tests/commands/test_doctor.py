"""`drgen doctor`: what is missing, and the command that mends it."""

import json
from pathlib import Path

import pytest

from drgen import doctor
from drgen.project import Project
from tests.commands import fakes
from tests.test_whole import run


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One that has everything but credentials."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("DRGEN_TERRAFORM", str(fakes.terraform(folder)))
    monkeypatch.setenv("DRGEN_CHECKOV", str(fakes.checkov(folder)))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("AWS_ACCESS_KEY_ID", "AWS_PROFILE", "AWS_WEB_IDENTITY_TOKEN_FILE"):
        monkeypatch.delenv(name, raising=False)
    return folder


def test_a_machine_with_everything_needed_is_fine(machine: Path) -> None:
    done = run("doctor")
    assert done.exit_code == 0, done.output
    assert "✓ terraform    1.13.0" in done.stdout
    assert "✓ provider     hashicorp/aws 5.100.0 can be had" in done.stdout
    assert "of our own at work" in done.stdout
    assert "· credentials" in done.stdout
    assert machine.is_dir()


@pytest.mark.parametrize(
    ("variable", "name", "fix"),
    [("DRGEN_TERRAFORM", "terraform", "install Terraform"), ("DRGEN_CHECKOV", "checkov", "drgen setup checkov")],
)
@pytest.mark.usefixtures("machine")
def test_what_is_missing_ends_with_1_and_its_cure(
    variable: str, name: str, fix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, "/nowhere/at/all")
    done = run("doctor", "--format", "json")
    assert done.exit_code == 1
    [answer] = [answer for answer in json.loads(done.stdout) if answer["name"] == name]
    assert not answer["fine"]
    assert answer["needed"]
    assert fix in answer["fix"]


@pytest.mark.usefixtures("machine")
def test_it_installs_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DRGEN_CHECKOV")
    done = run("doctor")
    assert done.exit_code == 1
    assert "is not set up" in done.stdout
    assert not list((tmp_path / "cache").glob("drgen/checkov-*"))


def test_an_old_terraform_is_named(machine: Path) -> None:
    path = machine / "terraform"
    path.write_text(path.read_text().replace("1.13.0", "1.5.7"))
    done = run("doctor")
    assert done.exit_code == 1
    assert "1.5.7" in done.stdout
    assert "too old" in done.stdout


def test_policies_that_are_not_at_work_are_named(machine: Path) -> None:
    path = machine / "answer.py"
    path.write_text(path.read_text().replace('"CKV2_DRGEN_"', '"OTHER_"'))
    done = run("doctor")
    assert done.exit_code == 1
    assert "checkov passed in silence: not at work" in done.stdout
    assert "unset it" in done.stdout


@pytest.mark.usefixtures("machine")
def test_policies_without_a_checkov_are_cured_by_setting_it_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DRGEN_CHECKOV")
    answers = json.loads(run("doctor", "--format", "json").stdout)
    [policies] = [answer for answer in answers if answer["name"] == "policies"]
    assert policies["fix"] == "drgen setup checkov"


@pytest.mark.usefixtures("machine")
def test_policies_that_are_missing_are_not_cured_by_checkov(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "shipped", lambda kind: tmp_path / "nothing" / kind)
    answers = {answer.name: answer for answer in doctor.examine(Project(tmp_path))}
    assert not answers["policies"].fine
    assert "install it anew" in answers["policies"].fix


LOCK = 'provider "registry.terraform.io/hashicorp/aws" {\n  version = "5.100.0"\n  hashes = [\n%s  ]\n}\n'


@pytest.mark.parametrize(
    ("hashes", "installed", "words"),
    [
        (["h1:a", "zh:b", "zh:c"], "linux_amd64", "1 of 1 know linux_amd64 only, environments/shop/primary first"),
        (["h1:a"], "", "know one platform, which the file does not name, only"),
        (["h1:a", "h1:b"], "linux_amd64", "1, each for 2 platforms or more"),
    ],
    ids=["which is installed", "which nobody knows", "two"],
)
@pytest.mark.usefixtures("machine")
def test_lock_files_say_for_which_platform_they_are(
    tmp_path: Path, hashes: list[str], installed: str, words: str
) -> None:
    root = tmp_path / "environments" / "shop" / "primary"
    provider = root / ".terraform/providers/registry.terraform.io/hashicorp/aws/5.100.0"
    (provider / installed).mkdir(parents=True)
    lock = LOCK % "".join(f'    "{one}",\n' for one in hashes)
    (root / ".terraform.lock.hcl").write_text(lock)
    answers = {answer.name: answer for answer in doctor.examine(Project(tmp_path))}
    assert words in answers["lock files"].words
