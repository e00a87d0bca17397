"""drgen parity, as a user meets it."""

import json
from pathlib import Path

import pytest

from tests.commands.test_commands import run
from tests.conftest import ROOT

STYLE = ROOT / "tests" / "data" / "parity" / "one_root_two_aliases"


def test_findings_say_where_and_the_summary_what_was_compared() -> None:
    done = run("parity", str(STYLE))
    assert done.exit_code == 1
    assert "one_root_two_aliases/main.tf:25:3  MEDIUM  settings_differ_between_the_regions" in done.stdout
    assert "primary: us-east-1, 4 resources" in done.stderr
    assert "matched: 2 pairs; only in the primary 2" in done.stderr


def test_the_severity_that_fails_is_the_users_choice() -> None:
    assert run("parity", str(STYLE), "--fail-on", "blocker").exit_code == 0


def test_findings_go_into_every_format(tmp_path: Path) -> None:
    for form in ("json", "sarif", "junit", "markdown", "github"):
        run("parity", str(STYLE), "--format", f"{form}={tmp_path / form}")
        assert "aws_lb.main" in (tmp_path / form).read_text().replace("\\", "")
    assert json.loads((tmp_path / "sarif").read_text())["runs"]


@pytest.mark.parametrize(
    ("regions", "words"),
    [
        pytest.param("us-east-1", "not two regions", id="one"),
        pytest.param("us-east-1,us-east-1", "not two regions", id="one twice"),
        pytest.param("us-east-1,moon-1", "not two regions", id="none at all"),
        pytest.param("us-east-1,eu-west-1", "nothing in", id="another one"),
    ],
)
def test_regions_that_are_not_there_are_refused_in_words(regions: str, words: str) -> None:
    done = run("parity", str(STYLE), "--regions", regions)
    assert done.exit_code == 1
    assert words in done.stderr


def test_a_single_region_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text('provider "aws" {\n  region = "us-east-1"\n}\nresource "aws_vpc" "a" {}\n')
    done = run("parity", str(tmp_path))
    assert done.exit_code == 1
    assert "only us-east-1 is told" in done.stderr


def test_two_sources_with_nothing_in_them_are_no_success(tmp_path: Path) -> None:
    for side in ("primary", "standby"):
        (tmp_path / side).mkdir()
        (tmp_path / side / "main.tf").write_text('resource "random_id" "a" {}\n')
    done = run("parity", str(tmp_path / "primary"), str(tmp_path / "standby"))
    assert done.exit_code == 1
    assert "nothing of AWS in it to compare" in done.stderr


def test_a_side_has_its_own_variables_and_workspace() -> None:
    styles = STYLE.parent
    files = (
        f"{side}={styles / 'var_files' / file}.tfvars" for side, file in (("primary", "east"), ("standby", "west"))
    )
    done = run("parity", str(styles / "var_files"), *(part for file in files for part in ("--var-file", file)))
    assert "primary: us-east-1" in done.stderr
    assert "standby: us-west-2" in done.stderr
    spaces = ("--workspace", "primary=primary", "--workspace", "standby=dr")
    assert "visibility_timeout_seconds" in run("parity", str(styles / "workspaces"), *spaces).stdout


def test_the_spec_is_printed_instead_of_findings() -> None:
    done = run("parity", str(STYLE), "--suggest-spec")
    assert done.exit_code == 0
    assert "# drgen could not tell" in done.stdout
    assert "BLOCKER" not in done.stdout
