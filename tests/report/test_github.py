"""Annotations stand on the spec's lines, and no finding can give a workflow command of its own."""

import re
from dataclasses import replace
from urllib.parse import unquote

import pytest

from drgen.findings import Severity
from drgen.problems import Mark
from drgen.report.github import MAX_ANNOTATIONS, github
from tests.report.findings import BASE, HOSTILE, PLACELESS, SPEC, hostile

COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def properties(line: str) -> dict[str, str]:
    found = COMMAND.fullmatch(line)
    assert found, line
    return dict(one.split("=", 1) for one in found[2].split(","))


def test_an_annotation_stands_on_the_specs_line() -> None:
    [line, total] = github([BASE]).splitlines()
    assert line == (
        f"::error file={SPEC},line=41,col=5,title=blocker%3A standby_smaller_than_primary::"
        "orders.class: db.r7g.large is smaller than db.r7g.xlarge of the primary%0Agive the standby the writer's class"
    )
    assert total == "drgen: 1 blocker · 0 high · 0 medium · 0 note"


@pytest.mark.parametrize(
    ("severity", "kind"),
    [(Severity.BLOCKER, "error"), (Severity.HIGH, "error"), (Severity.MEDIUM, "warning"), (Severity.NOTE, "notice")],
    ids=str,
)
def test_a_severity_has_its_kind(severity: Severity, kind: str) -> None:
    assert github([replace(BASE, severity=severity)]).startswith(f"::{kind} ")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_value_stays_inside_its_annotation(text: str) -> None:
    told = github([hostile(text)])
    assert len(told.splitlines()) == 2
    assert all(c.isprintable() or c == "\n" for c in told)
    found = properties(told.splitlines()[0])
    assert list(found) == ["file", "line", "col", "title"]
    assert (found["line"], found["col"]) == ("3", "2")


@pytest.mark.parametrize("text", ["a%0Ab", "a:b,c", "100 %", "a::b"])
def test_what_is_shown_is_what_was_said(text: str) -> None:
    line = github([replace(BASE, check=text, message=text, fix="")]).splitlines()[0]
    assert unquote(properties(line)["title"]) == f"blocker: {text}"
    assert unquote(line.split("::", 2)[2]) == f"orders.class: {text}"


def test_a_kind_has_at_most_ten_and_the_rest_is_counted() -> None:
    many = [replace(BASE, mark=Mark(SPEC, line, 1), severity=s) for line in range(1, 18) for s in Severity]
    lines = github(many).splitlines()
    kinds = [found[1] for line in lines if (found := COMMAND.fullmatch(line))]
    assert {kind: kinds.count(kind) for kind in kinds} == dict.fromkeys(["error", "warning", "notice"], MAX_ANNOTATIONS)
    assert [line for line in lines if line.startswith("and")] == [
        "and 24 more of kind error",
        "and 7 more of kind warning",
        "and 7 more of kind notice",
    ]
    assert all("title=blocker" in line for line in lines[:MAX_ANNOTATIONS])


def test_a_finding_without_a_place_is_told_without_one() -> None:
    assert github([PLACELESS]).startswith("::error title=high::the whole spec: Terraform says no\n")
