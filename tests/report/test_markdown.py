"""Nothing in a finding is anything but text, and a comment never grows past what GitHub takes."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from drgen.findings import Finding, Severity
from drgen.report.markdown import MARKER, MAX_CHARACTERS, code, markdown, plain
from tests.report.findings import BASE, HOSTILE, MIXED, hostile

OURS = {"paragraph", "text", "inline", "strong", "em", "code_inline", "hardbreak", "softbreak"}
OURS |= {"table", "thead", "tbody", "tr", "th", "td"}


def tokens(text: str) -> Iterator[Token]:
    for token in MarkdownIt("gfm-like", {"linkify": False}).parse(text):
        yield token
        yield from token.children or ()


def kinds(text: str) -> set[str]:
    return {re.sub("_(open|close)$", "", token.type) for token in tokens(text)}


def words(text: str) -> str:
    return "".join(token.content for token in tokens(text) if token.type == "text")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_value_is_only_text(text: str) -> None:
    told = markdown([hostile(text)])
    assert kinds(told) <= OURS
    assert not re.search(r"@\w|#\d|://|www\.|GH-\d|mailto:", words(told), re.IGNORECASE)
    assert all(c.isprintable() or c in "\n\u200b" for c in told)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_value_changes_no_structure(text: str) -> None:
    def shape(finding: Finding) -> list[str]:
        return [token.type for token in tokens(markdown([finding])) if token.type != "text"]

    assert shape(hostile(text)) == shape(hostile("harmless"))


@pytest.mark.parametrize("text", ["* _ ` < > [a](b) | $ ~ & # ! {}", "a\\b", "snake_case_name"])
def test_what_is_shown_is_what_was_said(text: str) -> None:
    assert words(plain(text)).replace("\u200b", "") == text


@pytest.mark.parametrize("text", ["a`b", "``", "`", " a ", "a_b"])
def test_a_code_span_holds_its_text(text: str) -> None:
    [span] = [token for token in tokens(f"x {code(text)} y") if token.type == "code_inline"]
    assert span.content.strip() == text.strip()


def test_the_verdict_counts_and_the_worst_comes_first() -> None:
    told = markdown(MIXED)
    assert told.startswith(MARKER)
    assert "**drgen has findings:** 1 blocker · 1 high · 1 medium · 0 note" in told
    assert told.index("**blocker**") < told.index("**high**") < told.index("**medium**")
    assert "| shop-prod | 1 | 0 | 1 | 0 |" in told


def test_without_a_finding_it_says_so() -> None:
    assert markdown([]) == f"{MARKER}\n\n**drgen has no findings:** 0 blocker · 0 high · 0 medium · 0 note\n"


MANY = {
    "short": [replace(BASE, path=(*BASE.path, n)) for n in range(3_000)],
    "long": [replace(BASE, message="&" * 9_000, path=(n,)) for n in range(40)],
    "wide": [replace(BASE, message="\U0001f600" * 3_000, path=(n,)) for n in range(40)],
    "environments": [replace(BASE, environment=f"env{n}") for n in range(3_000)],
    "hostile": [hostile(text) for text in HOSTILE.values()] * 20,
}


@pytest.mark.parametrize("findings", MANY.values(), ids=MANY)
def test_whole_blocks_are_left_out_and_counted(findings: list[Finding]) -> None:
    note = replace(BASE, severity=Severity.NOTE, message="least")
    told = markdown([note, *findings])
    assert len(told.encode("utf-16-le")) // 2 <= MAX_CHARACTERS
    [left] = re.findall(r"\*(\d+) of (\d+) findings are left out", told)
    blocks = re.findall(r"^\*\*(?:blocker|high|note)\*\* · ", told, re.MULTILINE)
    assert (len(blocks) + int(left[0]), int(left[1])) == (len(findings) + 1, len(findings) + 1)
    assert "least" not in told.split("are left out")[0].replace("least bad", "")
    assert kinds(told) <= OURS
