"""The comments on six pull requests are as they were kept, and read well."""

import re
from pathlib import Path

import pytest

from drgen.report.markdown import MAX_CHARACTERS
from drgen.report.review.markdown import markdown
from drgen.review import review
from tests.review import planned
from tests.review.comments import COMMENTS, DATA, comment
from tests.review.planned import foreign, resource


@pytest.mark.parametrize("name", COMMENTS)
def test_a_comment_is_the_golden_one(name: str, tmp_path: Path) -> None:
    assert comment(name, tmp_path) == (DATA / f"{name}.md").read_text(encoding="utf-8")


def golden(name: str) -> str:
    return (DATA / f"{name}.md").read_text(encoding="utf-8")


def test_ten_thousand_changes_fit_and_are_counted() -> None:
    told = golden("ten-thousand-changes")
    assert len(told.encode("utf-16-le")) // 2 <= MAX_CHARACTERS
    assert "| everything | 1500 | 8000 | 0 | **500** | 0 |" in told
    shown = told.split("```diff\n")[1].split("\n```")[0]
    heads = re.findall(r"^[!+-] (?:(\d+) × )?", shown, re.MULTILINE)
    assert sum(int(head or 1) for head in heads) == 10_000


def test_what_does_not_fit_is_left_out_in_whole_blocks_and_counted(tmp_path: Path) -> None:
    every = [resource(f"aws_x.a[{n}]", "update", {"x": "before"}, {"x": f"after {n}"}) for n in range(9_000)]
    every += [resource(f"aws_sqs_queue.q{n}", "delete", {"name": f"q{n}"}) for n in range(1_000)]
    told = markdown(review(planned.read(tmp_path, {"all": foreign(every)})))
    assert len(told.encode("utf-16-le")) // 2 <= MAX_CHARACTERS
    assert "| all | 0 | 9000 | 0 | **1000** | 0 |" in told
    [left] = re.findall(r"\*(\d+) of 1000 findings, the least bad ones, are left out here\.\*", told)
    assert told.count("🛑 **blocker**") + int(left) == 1_000
    assert told.count("<details>") == told.count("</details>")


def test_what_is_dangerous_stands_first_among_ten_thousand() -> None:
    told = golden("ten-thousand-changes")
    assert told.splitlines()[2].startswith("## Blocked: this plan promotes")
    assert told.split("```diff\n")[1].startswith("! module.reporting.aws_db_instance.replica\n")


@pytest.mark.parametrize("name", ["only-tags", "moves-modules"])
def test_what_harms_nothing_is_short_and_draws_nothing(name: str) -> None:
    told = golden(name)
    assert "Look at these first" not in told
    assert "mermaid" not in told
    assert "0 blocker · 0 high · 0 medium · 0 note" in told
