"""Whatever a plan says is text: no HTML, link, mention, image, terminal code or workflow command of it takes effect."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token  # noqa: TC002  an annotation of a test

from drgen import report
from drgen.commands import REVIEW_FORMATS
from drgen.report.markdown import MAX_CHARACTERS
from drgen.report.review.markdown import MARKER
from drgen.review import Review, review
from tests.report.findings import HOSTILE
from tests.review import planned
from tests.review.planned import foreign, resource

FORMATS = report.formats(REVIEW_FORMATS)
TEXTS = {what: text for what, text in HOSTILE.items() if what != "surrogate"}  # no reader takes half a character
OURS = {"paragraph", "text", "inline", "strong", "em", "code_inline", "hardbreak", "softbreak", "heading", "fence"}
OURS |= {"table", "thead", "tbody", "tr", "th", "td", "bullet_list", "list_item", "html_block", "blockquote"}
OURS |= {"html_inline"}  # <sub> of the last line


def plan(text: str) -> dict[str, Any]:
    """A plan in which every string that is shown is this one."""
    values = {"identifier": text, "replicate_source_db": text, text: text, "list": [text, {text: text}]}
    entries = [
        resource(
            "aws_db_instance.a", "update", values, {"identifier": text, "x": text}, module_address=f'module.a["{text}"]'
        ),
        resource(
            "aws_rds_global_cluster.a", "replace", {"global_cluster_identifier": text}, {}, replace_paths=[[text]]
        ),
        resource("aws_x.b", "no-op", {}, {}, previous_address=f'aws_x.b["{text}"]'),
        resource("aws_x.c", "no-op", {}, {}, importing={"id": text}),
        resource("aws_x.d", "delete", {}, deposed=text, action_reason=text),
        resource("aws_vpc.e", "update", {"region": text, "a": text}, {"region": text}),
    ]
    entries[0]["address"] = f'module.a["{text}"].aws_db_instance.a["{text}"]'
    checks = [{"address": {"to_display": text}, "status": "fail", "problems": [{"message": text}]}]
    return foreign(entries, checks=checks, complete=False)


def reviewed(text: str, folder: Path) -> Review:
    return replace(review(planned.read(folder, {"east": plan(text)})), environment=text)


def tokens(text: str) -> Iterator[Token]:
    for token in MarkdownIt("gfm-like", {"linkify": False}).parse(text):
        yield token
        yield from token.children or ()


def shown(name: str, told: Review) -> str:
    text: str = getattr(import_module(f"{REVIEW_FORMATS}.{name}"), name)(told)
    return text


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_in_markdown_it_is_text(text: str, tmp_path: Path) -> None:
    told = shown("markdown", reviewed(text, tmp_path))
    found = list(tokens(told))
    assert {re.sub("_(open|close)$", "", token.type) for token in found} <= OURS
    allowed = r"<!-- drgen review -->|</?details>|<summary>[^<>]*</summary>|</?sub>"
    html = "".join(token.content for token in found if token.type.startswith("html"))
    assert re.sub(allowed, "", html).strip() == "" or "<" not in re.sub(allowed, "", html)
    words = "".join(token.content for token in found if token.type == "text")
    assert not re.search(r"@\w|#\d|://|www\.|GH-\d|mailto:", words, re.IGNORECASE)
    assert all(c.isprintable() or c in "\n\u200b" for c in told)
    assert len(told.encode("utf-16-le")) // 2 <= MAX_CHARACTERS
    assert told.count(MARKER) == 1


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_in_markdown_it_changes_no_structure(text: str, tmp_path: Path) -> None:
    def shape(said: str) -> list[str]:
        quiet = {"text", "code_inline", "softbreak", "inline", "hardbreak"}
        return [token.type for token in tokens(shown("markdown", reviewed(said, tmp_path))) if token.type not in quiet]

    assert shape(text) == shape("harmless")


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, frozenset[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, frozenset(name for name, _ in attrs)))


def tags(text: str) -> list[tuple[str, frozenset[str]]]:
    parser = _Tags()
    parser.feed(text)
    return parser.found


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_in_html_it_is_text_and_nothing_is_loaded(text: str, tmp_path: Path) -> None:
    told = shown("html", reviewed(text, tmp_path))
    assert not {"a", "img", "script", "iframe", "link", "object", "form"} & {tag for tag, _ in tags(told)}
    attributes = set().union(*(names for _, names in tags(told)))
    assert not {name for name in attributes if name.startswith("on") or name in ("style", "href", "src")}
    assert {tag for tag, _ in tags(told)} == {tag for tag, _ in tags(shown("html", reviewed("harmless", tmp_path)))}
    assert "default-src 'none'" in told


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("name", FORMATS)
def test_a_terminal_and_a_runner_obey_nothing(name: str, text: str, tmp_path: Path) -> None:
    told = shown(name, reviewed(text, tmp_path))
    assert all(c.isprintable() or c in "\n\u200b" for c in told)
    commands = [line for line in told.splitlines() if re.match(r"\s*(::|##\[)", line)]
    assert all(re.match("::(error|warning|notice) title=", line) for line in commands)
    assert name == "github" or commands == []


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_in_json_and_sarif_it_is_a_string(text: str, tmp_path: Path) -> None:
    told = reviewed(text, tmp_path)
    assert json.loads(shown("json", told))["version"] == 1
    assert json.loads(shown("sarif", told))["version"] == "2.1.0"


@pytest.mark.parametrize("text", [text for what, text in TEXTS.items() if what != "long"])
def test_in_mermaid_it_is_letters_and_harmless_signs(text: str, tmp_path: Path) -> None:
    found = [token.content for token in tokens(shown("markdown", reviewed(text, tmp_path))) if token.info == "mermaid"]
    labels = re.findall(r'"([^"]*)"', "".join(found))
    assert all(re.fullmatch(r"[\w .,:/·~+±−∅✗-]*(<br/>[\w .,:/·-]*)?", label) for label in labels)
