"""JUnit that every parser reads."""

from dataclasses import replace
from xml.etree import ElementTree as Xml

import pytest

from drgen.findings import Finding, Severity
from drgen.report.junit import junit
from tests.report.findings import BASE, HOSTILE, MIXED, SPEC, hostile


def parsed(findings: list[Finding]) -> Xml.Element:
    return Xml.fromstring(junit(findings))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_value_is_only_text(text: str) -> None:
    tree = parsed([hostile(text)])
    assert [element.tag for element in tree.iter()] == ["testsuites", "testsuite", "testcase", "failure"]
    assert all(c.isprintable() or c == "\n" for c in junit([hostile(text)]))


def test_an_environment_is_a_suite_and_a_finding_a_case() -> None:
    tree = parsed(MIXED)
    assert [(s.get("name"), s.get("tests"), s.get("failures")) for s in tree] == [
        ("drgen", "1", "1"),
        ("shop-prod", "2", "1"),
    ]
    case = tree[1][0]
    assert (case.get("classname"), case.get("name")) == (
        "drgen.standby_smaller_than_primary",
        f"orders.class {SPEC}:41:5",
    )
    assert (case.get("file"), case.get("line")) == (SPEC, "41")


@pytest.mark.parametrize(
    ("severity", "tag"),
    [
        (Severity.BLOCKER, "failure"),
        (Severity.HIGH, "failure"),
        (Severity.MEDIUM, "system-out"),
        (Severity.NOTE, "system-out"),
    ],
    ids=str,
)
def test_what_fails_by_default_fails_here(severity: Severity, tag: str) -> None:
    assert parsed([replace(BASE, severity=severity)])[0][0][0].tag == tag


def test_no_finding_is_one_case_that_passes() -> None:
    tree = parsed([])
    assert (tree.get("tests"), tree.get("failures"), len(tree[0]), len(tree[0][0])) == ("1", "0", 1, 0)
