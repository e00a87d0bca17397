"""Whatever a path turns out to be, it is read whole or refused in words."""

from __future__ import annotations

import codecs
import gzip
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from drgen.errors import DrgenError
from drgen.inventory import document, plan, sources
from tests.inventory.made import KEPT, entry, text

PLAN = text(entry("aws_sqs_queue.q", "update", before={"d": 0}, after={"d": 9}))
ECHO = b"\n\n::debug::Terraform exited with code 0.\n::debug::stdout: " + PLAN + b"\n::debug::exitcode: 0\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plan.json"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(codecs.BOM_UTF8 + PLAN, id="a UTF-8 mark"),
        pytest.param(PLAN.decode().encode("utf-16"), id="UTF-16"),
        pytest.param(codecs.BOM_UTF16_BE + PLAN.decode().encode("utf-16-be"), id="UTF-16, the other end first"),
        pytest.param(PLAN.decode().encode("utf-16-le"), id="UTF-16 without a mark"),
        pytest.param(gzip.compress(PLAN), id="gzip"),
        pytest.param(b"\n" + PLAN + b"\r\n", id="blank lines"),
        pytest.param(b"[command]/opt/terraform-bin show -json plan\n" + PLAN + ECHO, id="setup-terraform's wrapper"),
        pytest.param(b"2026-01-01T00:00:00Z " + PLAN + b"\n", id="a log's time"),
    ],
)
def test_what_is_around_a_plan_does_not_hide_it(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    assert [list(change.changed()) for change in sources.read_plan(path).changes] == [["d"]]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(codecs.BOM_UTF8 + b" \n", "empty", id="blank"),
        pytest.param(PLAN[:-20], "cut off", id="cut off"),
        pytest.param(gzip.compress(PLAN)[:-9], "cut off", id="gzip that is cut off"),
        pytest.param(PLAN + PLAN, "several JSON documents", id="two plans"),
        pytest.param(PLAN + b"\n" + PLAN, "several JSON documents", id="two plans on two lines"),
        pytest.param(b"noise\n" + PLAN + b"\nnoise\n" + PLAN, "several JSON documents", id="two plans in a log"),
        pytest.param(b'{"@level":"info","@message":"Terraform 1.11.4"}\n', "the log of", id="the log as JSON"),
        pytest.param(b"Plan: 1 to add, 0 to change, 0 to destroy.\n", "no JSON", id="the text for people"),
        pytest.param(b"[1]", "neither a plan nor a state", id="a list"),
        pytest.param(b"{}", "neither a plan of Terraform nor a state", id="an empty map"),
        pytest.param(b'{"version": 4}', "neither a plan of Terraform nor a state", id="something else"),
        pytest.param(b'{"format_version": "1.0", "provider_schemas": {}}', "neither a plan", id="a schema"),
        pytest.param(b"[" * 100_000, "plan", id="a deep list"),
        pytest.param(b'{"resource_changes":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "deep", id="a deep plan"),
        pytest.param(b"\xff\xfe\x00\xd8", "UTF-16", id="half a character"),
        pytest.param(b'{"a": "\xff"}', "not UTF-8", id="Latin-1"),
        pytest.param(b"PK\x03\x04", "a zip archive", id="a zip"),
        pytest.param(PLAN.replace(b'"1.2"', b'"2.0"'), "format_version '2.0' is unknown", id="a newer format"),
        pytest.param(PLAN.replace(b'"1.2"', b"7"), "format_version 7 is unknown", id="a format that is no text"),
        pytest.param(PLAN.replace(b"format_version", b"format"), "no format_version", id="no format"),
        pytest.param((KEPT / "features-state.json").read_bytes(), "a state, not a plan", id="a state"),
        pytest.param((KEPT / "features-raw.json").read_bytes(), "a state, not a plan", id="a raw state"),
    ],
)
def test_what_is_no_whole_plan_is_refused(path: Path, data: bytes, words: str) -> None:
    path.write_bytes(data)
    with pytest.raises(DrgenError, match=words):
        sources.read_plan(path)


def test_a_binary_plan_names_the_command_that_reads_it(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("tfplan", b"")
    with pytest.raises(DrgenError, match="binary plan") as refused:
        sources.read_plan(path)
    assert "terraform show -json" in refused.value.hint


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.json"):
        with pytest.raises(DrgenError, match=path.name):
            sources.read_plan(path)


@pytest.mark.parametrize("version", ["0.1", "0.2", "1.0", "1.1", "1.2", "1.9"])
def test_every_format_that_terraform_has_written_is_read(path: Path, version: str) -> None:
    path.write_bytes(PLAN.replace(b'"1.2"', f'"{version}"'.encode()))
    assert len(sources.read_plan(path).changes) == 1


@settings(max_examples=150, deadline=None, derandomize=True)
@given(some.data())
def test_a_mutilated_plan_is_read_or_refused_in_words(data: some.DataObject) -> None:
    whole = (KEPT / "features.json").read_bytes()
    start = data.draw(some.integers(0, len(whole)))
    length = data.draw(some.integers(0, 40))
    junk = data.draw(some.sampled_from([b"", b"null", b"[]", b"{}", b"7", b'"x"', b"true", b"\xff", b"\\ud800", b","]))
    survives(whole[:start] + junk + whole[start + length :])


@settings(max_examples=60, deadline=None, derandomize=True)
@given(some.data())
def test_a_plan_with_other_values_in_it_is_read_or_refused_in_words(data: some.DataObject) -> None:
    import json

    whole = json.loads((KEPT / "features.json").read_bytes())
    for _ in range(data.draw(some.integers(1, 4))):
        at = whole
        while isinstance(at, dict | list) and at:
            key = data.draw(some.sampled_from(sorted(at) if isinstance(at, dict) else range(len(at))))
            if not isinstance(at[key], dict | list) or not at[key] or data.draw(some.integers(0, 4)) == 0:
                at[key] = data.draw(some.sampled_from([None, {}, [], 7, -1.5, "x", True, {"references": [1]}, [[0]]]))
                break
            at = at[key]
    survives(json.dumps(whole).encode())


def survives(data: bytes) -> None:
    """Read it, and look at all that is decoded late; a DrgenError is an answer, all else a fault."""
    try:
        found = plan.read(document.decode(data, "mutilated"), "mutilated")
        for change in (*found.changes, *found.drift):
            list(change.changed())
        for resource in found.after.resources:
            dict(resource.values), dict(resource.references)
    except DrgenError:
        return
