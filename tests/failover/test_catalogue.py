"""The list of faults is whole, its tests exist, and docs/faults.md says so."""

import re

from tests.conftest import ROOT
from tests.failover import catalogue


def test_every_fault_of_the_list_is_tried() -> None:
    numbers = [one.number for one in catalogue.FAULTS]
    assert numbers == ["F1–F19", *(f"F{number}" for number in range(20, 51))]
    assert all(one.tests and sum(map(catalogue.count, one.tests)) for one in catalogue.FAULTS)


def test_there_are_more_than_a_hundred_and_fifty_cases() -> None:
    assert catalogue.cases() >= 150


def test_what_a_row_picks_out_of_a_test_is_there() -> None:
    for name in (name for one in catalogue.FAULTS for name in one.tests if "[" in name):
        path, _, part = name.partition("[")
        assert catalogue.count(name) < catalogue.count(path), f"{part} is in no id, or in every one"


def test_the_document_is_up_to_date() -> None:
    text = (ROOT / "docs" / "faults.md").read_text(encoding="utf-8")
    assert text == catalogue.markdown(), "python -m tests.failover.catalogue > docs/faults.md"
    assert len(re.findall(r"^\| F", text, re.MULTILINE)) == len(catalogue.FAULTS)
