"""The evidence as an auditor reads it."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from drgen.rehearsal import page, picture, report
from drgen.rehearsal.evidence import Act, Evidence, Proof


@pytest.fixture
def evidence() -> Evidence:
    applied = Act("build", "terraform in primary: apply", 0, 90, ok=True)
    return Evidence(
        "shop",
        acts=[applied, Act("dark", "drgen failover shop", 90, 12, ok=True)],
        proofs=[Proof("dark", "no request to us-east-1", held=True, seen="0: none")],
        darkness=[("us-east-1", 88, 102)],
        who="ana@ops-7",
        began="2026-11-23T13:46:02+00:00",
        titles={"dark": "the other region plans and applies"},
        about={
            "commit": "c0ffee",
            "promised": {"RTO of platform": "promised 2 h"},
            "versions": {"terraform": "1.11.4"},
            "strategy": "warm_standby",
        },
    )


def test_a_rehearsal_that_proved_nothing_has_not_passed() -> None:
    assert not Evidence("shop").passed


def test_one_broken_promise_or_command_fails_it(evidence: Evidence) -> None:
    assert evidence.passed
    evidence.acts.append(Act("home", "drgen failback shop", 102, 1, ok=False, words="Error: no"))
    assert not evidence.passed
    evidence.acts.pop()
    evidence.proofs.append(Proof("home", "one writer", held=False, seen="two"))
    assert not evidence.passed


def test_three_files_are_written_and_agree(evidence: Evidence, tmp_path: Path) -> None:
    paths = report.write(evidence, tmp_path)
    told = json.loads(paths[0].read_text())
    assert [path.name for path in paths] == ["report.json", "report.md", "report.html"]
    assert (told["passed"], told["seconds"], told["about"]["strategy"]) == (True, 102, "warm_standby")
    assert "| ✓ | no request to us-east-1 | 0: none |" in paths[1].read_text()
    assert "no request to us-east-1" in paths[2].read_text()


@pytest.mark.parametrize("told", [report.as_markdown, page.html, report.as_json])
def test_every_form_says_what_no_emulator_proves(evidence: Evidence, told: object) -> None:
    evidence.left_out.append("A failover: nothing is there.")
    text = told(evidence)  # type: ignore[operator]
    assert "How long anything takes on AWS" in text
    assert "A failover: nothing is there." in text


@pytest.mark.parametrize("told", [report.as_markdown, page.html, report.as_json])
def test_every_form_says_who_rehearsed_what_and_when(evidence: Evidence, told: object) -> None:
    text = told(evidence)  # type: ignore[operator]
    for word in ("ana@ops-7", "2026-11-23T13:46:02+00:00", "c0ffee", "RTO of platform", "the other region plans"):
        assert word in text


def test_what_did_not_hold_stands_before_everything_else(evidence: Evidence) -> None:
    assert "What did not hold" not in page.html(evidence)
    evidence.proofs.append(Proof("home", "one writer", held=False, seen="two"))
    text = page.html(evidence)
    assert text.index("What did not hold") < text.index("one writer") < text.index("Timeline")


def test_a_part_is_not_taken_for_the_whole(evidence: Evidence) -> None:
    evidence.left_out.append("What was not played: home, destroy.")
    text = page.html(evidence)
    assert text.index("What was not played: home") < text.index("Timeline")


def test_the_picture_has_a_bar_a_command_and_the_darkness(evidence: Evidence) -> None:
    drawn = ET.fromstring(picture.timeline(evidence))
    bars = [shape for shape in drawn.iter() if shape.get("rx") == "2"]
    assert len(bars) == len(evidence.acts)
    assert float(bars[0].get("width", "0")) == pytest.approx(7.5 * float(bars[1].get("width", "0")), rel=0.01)
    assert "us-east-1 is dark" in page.html(evidence)


def test_words_of_programs_are_escaped(evidence: Evidence) -> None:
    evidence.acts.append(Act("home", "<b>", 102, 1, ok=False, words="<script>alert(1)</script>"))
    assert "<script>" not in page.html(evidence)
