"""docs/failure-modes.md says what decides each failure mode: everything that it names exists."""

import re

import pytest

from drgen import checks
from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "failure-modes.md").read_text(encoding="utf-8")
ROWS = [row.split(" | ") for row in re.findall(r"^\| ([A-Z][A-Z0-9_]+ \| [BHML] \| .+) \|$", TEXT, re.MULTILINE)]
OTHER_WORDS = {"durable", "use_lockfile"}  # of Terraform and of the spec

IN_CHECKS = {"spec": "", "modules": "modules", "live": "live"}
TESTS = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("modules/*/*/tests/*.tftest.hcl"))


def test_the_list_is_whole() -> None:
    assert len(ROWS) == len({row[0] for row in ROWS}) == 158


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_what_a_row_names_exists(row: list[str]) -> None:
    known = {*checks.ids(), *(path.stem for path in (ROOT / "policies").iterdir())}
    named = set(re.findall(r"`([a-z0-9_]+)`", row[2])) - OTHER_WORDS
    assert named - known == set()
    assert all(f'run "{name}"' in TESTS for name in re.findall(r'"(\w+)"', row[2]))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_name_stands_behind_the_word_for_its_place(row: list[str]) -> None:
    for said in row[2].split("; "):
        for word, folder in IN_CHECKS.items():
            if said.startswith(f"{word} `"):
                assert set(re.findall(r"`([a-z0-9_]+)`", said)) - OTHER_WORDS <= set(checks.ids(folder))
        if said.startswith("policy `"):
            assert all(list((ROOT / "policies").glob(f"{name}.*")) for name in re.findall(r"`([a-z0-9_]+)`", said))


def test_every_check_of_the_spec_and_the_modules_is_there_or_is_about_the_spec_itself() -> None:
    """What keeps a spec's own words honest decides no failure mode."""
    housekeeping = {
        "estimate_has_no_effect",
        "expected_recovery_time_is_close_to_the_objective",
        "secret_is_deleted_at_once",
        "state_is_open_to_all",
        "suppression_has_expired",
        "suppression_is_unused",
    }
    assert {name for name in checks.ids("", "modules") if f"`{name}`" not in TEXT} == housekeeping
