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
