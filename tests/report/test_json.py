"""JSON for programs: values as they are, but nothing that a terminal would obey."""

import json as library
from dataclasses import replace

import pytest

from drgen.report.json import json
from tests.report.findings import BASE, HOSTILE, MIXED, PLACELESS, SPEC, hostile


def test_a_finding_is_an_object() -> None:
    assert library.loads(json([BASE])) == {
        "version": 1,
        "counts": {"blocker": 1, "high": 0, "medium": 0, "note": 0},
        "findings": [
            {
                "severity": "blocker",
                "engine": "drgen",
                "check": "standby_smaller_than_primary",
                "environment": "shop-prod",
                "path": ["components", "orders", "class"],
                "at": {"file": SPEC, "line": 41, "column": 5},
                "message": BASE.message,
                "fix": BASE.fix,
                "source": BASE.line,
            }
        ],
    }


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_value_comes_back_and_the_text_is_plain_ascii(text: str) -> None:
    told = json([hostile(text)])
    [found] = library.loads(told)["findings"]
    assert (found["message"], found["check"], found["path"][1]) == (text, text, text)
    assert all(" " <= c <= "~" or c == "\n" for c in told)


def test_a_finding_without_a_place_is_at_null() -> None:
    assert library.loads(json([PLACELESS]))["findings"][0]["at"] is None


def test_the_worst_comes_first() -> None:
    severities = [found["severity"] for found in library.loads(json([*MIXED, replace(BASE)]))["findings"]]
    assert severities == ["blocker", "blocker", "high", "medium"]
