"""Differences that somebody accepts: with a reason, for a while, and never silently."""

import datetime
from pathlib import Path

import pytest

from drgen.findings import Finding
from drgen.parity import accepted, findings
from drgen.problems import SpecError
from tests.parity.test_styles import compared

TODAY = datetime.date(2026, 11, 23)
ENTRY = "accept:\n  - check: resource_is_missing_in_the_standby\n    address: {}\n    because: the web is static\n"


def found(folder: Path, text: str) -> list[Finding]:
    (folder / "allow.yaml").write_text(text)
    allowed = accepted.read(folder / "allow.yaml")
    return findings.of(compared("one_root_two_aliases"), allowed, TODAY)


def ids(told: list[Finding]) -> set[str]:
    return {one.check for one in told}


@pytest.mark.parametrize(
    ("pattern", "is_accepted"),
    [("aws_lb.main", True), ("aws_lb.*", True), ("aws_lb.other", False), ("'*'", True)],
)
def test_what_meets_the_pattern_is_not_told(tmp_path: Path, pattern: str, is_accepted: bool) -> None:
    told = ids(found(tmp_path, ENTRY.format(pattern)))
    assert ("resource_is_missing_in_the_standby" in told) is not is_accepted
    assert ("accepted_difference_is_unused" in told) is not is_accepted


def test_the_key_of_an_instance_is_no_pattern() -> None:
    one = accepted.Accepted("x", address='aws_sqs_queue.jobs["a"]')
    assert one.meets(Finding((), "", check="x", address='aws_sqs_queue.jobs["a"]'))
    assert not one.meets(Finding((), "", check="x", address="aws_sqs_queue.jobsa"))


def test_a_type_and_an_attribute_narrow_it_down() -> None:
    one = accepted.Accepted("x", type="aws_db_*", attribute="performance*")
    here = Finding((), "", check="x", address="module.a.aws_db_instance.b[0]", attribute="performance_insights_enabled")
    assert one.meets(here)
    assert not one.meets(Finding((), "", check="x", address="module.a.aws_db_instance.b[0]", attribute="port"))


@pytest.mark.parametrize(("until", "holds"), [("2026-11-23", True), ("2026-11-22", False)])
def test_it_holds_to_its_last_day(tmp_path: Path, until: str, holds: bool) -> None:
    told = ids(found(tmp_path, f"{ENTRY.format('aws_lb.main')}    until: {until}\n"))
    assert ("resource_is_missing_in_the_standby" in told) is not holds
    assert ("accepted_difference_has_expired" in told) is not holds


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        pytest.param("acept: []\n", "1:1", "is not known", id="another key"),
        pytest.param("accept: x\n", "1:9", "is no list", id="no list"),
        pytest.param("accept:\n  - x\n", "2:5", "is no map", id="no map"),
        pytest.param("accept:\n  - {check: nobody, because: x}\n", "2:13", "is no check", id="no check"),
        pytest.param(ENTRY.format("x").replace("because", "becuase"), "4:5", "did you mean 'because'", id="a slip"),
        pytest.param(ENTRY.format("x").replace("the web is static", "''"), "4:14", "is missing", id="no reason"),
        pytest.param(f"{ENTRY.format('x')}    until: soon\n", "5:12", "is no day", id="no day"),
        pytest.param("accept: [\n", "", "not YAML", id="no YAML"),
    ],
)
def test_a_bad_file_is_refused_where_it_is_bad(tmp_path: Path, text: str, place: str, words: str) -> None:
    with pytest.raises(SpecError) as refused:
        found(tmp_path, text)
    assert words in str(refused.value)
    assert f"allow.yaml:{place}" in str(refused.value)
