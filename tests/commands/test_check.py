"""drgen check and drgen explain, as a user meets them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drgen import checks
from drgen.cli import main
from tests.conftest import ROOT
from tests.test_whole import copied


def run(*arguments: str, folder: Path = ROOT) -> Result:
    return CliRunner().invoke(main, ["-C", str(folder), *arguments])


def test_the_shipped_environments_have_no_finding_of_severity_high() -> None:
    done = run("check", "--all")
    assert done.exit_code == 0, done.output
    assert "0 blocker · 0 high" in done.output


@pytest.mark.parametrize(("fail_on", "code"), [("blocker", 0), ("high", 1), ("medium", 1), ("note", 1)])
def test_the_exit_code_follows_the_severity(tmp_path: Path, fail_on: str, code: int) -> None:
    here = copied(tmp_path, "shop-prod")
    path = here.environment("shop-prod") / "spec.yaml"
    path.write_text(path.read_text().replace("keep: 35d", "keep: 3d"))
    done = run("check", "shop-prod", "--fail-on", fail_on, folder=tmp_path)
    assert done.exit_code == code, done.output
    assert "HIGH  backups_expire_too_soon" in done.output
    assert "backups are kept for 3d, less than 7d" in done.output


def test_programs_read_what_is_wrong_with_a_spec_as_findings(tmp_path: Path) -> None:
    path = copied(tmp_path, "minimal").environment("minimal") / "spec.yaml"
    path.write_text(path.read_text().replace("class: db.m7g.large", "clas: db.m7g.large"))
    for command in ("check", "validate"):
        done = run(command, "minimal", "--format", "json", folder=tmp_path)
        assert done.exit_code == 1
        [finding] = json.loads(done.stdout)["findings"]
        assert finding["message"] == "orders: rds has no setting 'clas'"
        assert finding["at"]["file"].endswith("environments/minimal/spec.yaml")
        assert "did you mean 'class'?" in finding["fix"]
    assert "::error file=" in run("check", "minimal", "--format", "github", folder=tmp_path).stdout
    assert "did you mean 'class'?" in run("check", "minimal", folder=tmp_path).stderr


def test_a_check_is_explained() -> None:
    done = run("explain", "standby_database_is_smaller")
    assert done.exit_code == 0
    assert done.output.startswith("standby_database_is_smaller  blocker\n\nThe standby's database instances")
    assert "run by `drgen check`" in done.output


def test_a_slip_in_an_id_is_answered_with_the_nearest() -> None:
    done = run("explain", "standby_database_smaller")
    assert done.exit_code == 1
    assert "did you mean 'standby_database_is_smaller'?" in done.output


def test_all_checks_are_listed_the_worst_first() -> None:
    lines = run("explain", "--all").output.splitlines()
    assert sorted(line.split()[0] for line in lines) == checks.ids()
    assert lines[0].split()[1] == "blocker"
    assert lines[-1].split()[1] == "note"


def test_nothing_to_explain_is_said() -> None:
    assert run("explain").exit_code == 2


def test_the_catalogue_of_checks_is_up_to_date() -> None:
    written = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    assert written == run("explain", "--all", "--format", "markdown").output
