"""Text → data with positions: what YAML may say, what it may not, and how that is shown."""

from __future__ import annotations

import os
import time
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from drgen import source, spec
from drgen.source import Issue, Mark, SpecError


def read(folder: Path, text: str | bytes, name: str = "spec.yaml") -> source.Source:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    found, problems = source.read(path)
    if problems:
        raise SpecError(problems)
    return found


def refused(folder: Path, text: str | bytes) -> SpecError:
    with pytest.raises(SpecError) as caught:
        read(folder, text)
    return caught.value


SCALARS = {
    "no is the country": ("no", "no"),
    "off is a word": ("off", "off"),
    "y is a letter": ("y", "y"),
    "yes is a word": ("yes", "yes"),
    "no base 60": ("22:22", "22:22"),
    "no base 60 with three parts": ("190:20:30", "190:20:30"),
    "no dates": ("2026-11-01", "2026-11-01"),
    "no underscores in numbers": ("1_000", "1_000"),
    "no value indicator": ("=", "="),
    "true": ("True", True),
    "false": ("false", False),
    "tilde is null": ("~", None),
    "nothing is null": ("", None),
    "integer": ("12", 12),
    "negative": ("-7", -7),
    "zero": ("0", 0),
    "octal": ("0o17", 15),
    "hexadecimal": ("0x1F", 31),
    "a float loses its zero": ("1.30", 1.3),
    "exponent": ("1e3", 1000.0),
    "a version of three parts": ("1.2.3", "1.2.3"),
    "quoted digits": ('"010"', "010"),
    "single quotes": ("'it''s'", "it's"),
    "tab and newline in a string": ('"a\\tb\\nc"', "a\tb\nc"),
    "block scalar": ("|\n    a\n    b\n", "a\nb\n"),
    "a string is composed (NFC)": ('"cafe\\u0301"', "caf\u00e9"),
    "the Ångström sign is a letter (NFC)": ("\u212b", "\u00c5"),
    "beyond the basic plane": ("😀 ok", "😀 ok"),
}


@pytest.mark.parametrize(("written", "value"), SCALARS.values(), ids=SCALARS)
def test_a_scalar_means_what_yaml_1_2_says(tmp_path: Path, written: str, value: Any) -> None:
    assert read(tmp_path, f"key: {written}\n").data == {"key": value}


def test_keys_are_strings_as_they_are_written(tmp_path: Path) -> None:
    assert list(read(tmp_path, "{1: a, 1.10: b, true: c, no: d, 010: e, null: f}").data) == [
        *("1", "1.10", "true", "no", "010", "null")
    ]


REFUSED = {
    "duplicate key": ("a: 1\nb: 2\na: 3\n", "3:1", "this key is here twice: line 1 has it already"),
    "duplicate key on one line": ("{a: 1, a: 2}", "1:8", "here twice: line 1"),
    "duplicate key in another Unicode form": ('"caf\u00e9": 1\n"cafe\u0301": 2\n', "2:1", "twice"),
    "anchor": ("a: &x [1]\nb: 2\n", "1:4", "an anchor has no use here"),
    "alias": ("a: 1\nb: *x\n", "2:4", "an alias has no use here"),
    "a list that holds itself": ("a: &a [*a]\n", "1:4", "an anchor has no use here"),
    "anchor at a key": ("&a a: 1\n", "1:1", "a key has no use for an anchor"),
    "merge key": ("a: 1\n<<: {b: 2}\n", "2:1", "merge keys (<<) have no use here"),
    "standard tag": ("a: !!str 1\n", "1:4", "a tag has no use here"),
    "unknown tag": ("a: !thing 1\n", "1:4", "a tag has no use here"),
    "python tag": ("a: !!python/object/apply:os.system [id]\n", "1:4", "a tag has no use here"),
    "tag of the root": ("!!set {a, b}\n", "1:1", "a tag has no use here"),
    "octal or decimal": ("a: 010\n", "1:4", "a number that starts with a zero"),
    "an account that reads as octal": ("a: 012345678901\n", "1:4", 'quote it: "012345678901"'),
    "infinity": ("a: .inf\n", "1:4", "Terraform has no such number"),
    "not a number": ("a: .nan\n", "1:4", "Terraform has no such number"),
    "a float that overflows": ("a: 1e999\n", "1:4", "Terraform has no such number"),
    "5,000 digits": (f"a: {'9' * 5000}\n", "1:4", "Terraform has no such number"),
    "a list as a key": ("? [a, b]\n: 1\n", "1:3", "a key must be a word"),
    "no key": ("~: 1\n", "1:1", "a key is missing here"),
    "two documents": ("a: 1\n---\nb: 2\n", "2:1", "a second document starts here"),
    "root is a list": ("- a\n", "1:1", "the file is a list, not a map"),
    "root is a word": ("hello\n", "1:1", "the file is 'hello', not a map"),
    "empty file": ("", "1:1", "the file is empty"),
    "only a comment": ("# nothing\n", "1:1", "the file is empty"),
    "tab": ("a:\n\tb: 1\n", "2:1", "a tab cannot indent"),
    "two colons": ("a: b: c\n", "1:5", "a value that holds ': ' needs quotes"),
    "open quote": ("a: 'b\n", "2:1", "a quote is not closed"),
    "open list": ("a: [1, 2\nb: 3\n", "2:2", "is not closed, or lacks a comma"),
    "reserved character": ("a: @b\n", "1:4", "quote the value"),
    "unknown escape": ('a: "\\q"\n', "1:5", "a backslash starts an escape"),
    "indented for no reason": ("a: 1\n  b: 2\n", "2:4", "not YAML"),
    "escape character": ("a: \x1b[31m\n", "1:4", "U+001B (a control character) has no place in a spec"),
    "raw NUL": ("a: \x00\n", "1:4", "U+0000"),
    "escaped NUL": ('a: "\\0"\n', "1:4", "U+0000 (a control character) has no place in a value"),
    "escaped control character": ('a: "\\x1b"\n', "1:4", "U+001B"),
    "carriage return in a value": ('a: "b\\rc"\n', "1:4", "U+000D"),
    "bidi control in a comment": ("a: 1 # \u202e\n", "1:8", "U+202E (right-to-left override)"),
    "escaped bidi control": ('a: "\\u2066"\n', "1:4", "U+2066 (left-to-right isolate)"),
    "line separator": ("a: b\u2028c\n", "1:5", "U+2028 (line separator)"),
    "lone surrogate": ('a: "\\ud800"\n', "1:7", "not YAML"),
    "BOM in the middle": ("a: \ufeffb\n", "1:4", "U+FEFF"),
    "Latin-1": ("a: café\n".encode("latin-1"), "1:7", "this is not UTF-8"),
    "UTF-16": ("a: 1\n".encode("utf-16"), "1:1", "this is not UTF-8"),
    "another version of YAML": ("# x\n%YAML 1.1\n---\na: 1\n", "2:1", "a directive has no use here"),
}


@pytest.mark.parametrize(("text", "where", "message"), REFUSED.values(), ids=REFUSED)
def test_what_has_no_place_in_a_spec_is_refused_where_it_stands(
    tmp_path: Path, text: str | bytes, where: str, message: str
) -> None:
    first = str(refused(tmp_path, text).problems[0])
    assert first.partition(": ")[0].endswith(f"spec.yaml:{where}")
    assert message in first


def test_a_byte_order_mark_at_the_start_moves_no_position(tmp_path: Path) -> None:
    assert read(tmp_path, "\ufeffa: {b: 1}\n").where(("a", "b")) == Mark(str(tmp_path / "spec.yaml"), 1, 8)


HOSTILE = {
    "laughs": "a: &a [x]\n" + "".join(f"{c}: &{c} [{', '.join(['*a'] * 9)}]\n" for c in "bcdefghij"),
    "merge bomb": "".join(f"k{n}: {{<<: [{'*a, ' * 99}]}}\n" for n in range(99)),
    "70,000 directives": "".join(f"%TAG !{n:x}! x\n" for n in range(70_000)) + "---\na: 1",
    "20,000 lists in each other": "a: " + "[" * 20_000,
    "500,000 lists in each other": "a: " + "[" * 500_000,
    "2,000 maps in each other": "{a: " * 2_000,
    "1,000 indentations": "".join(f"{' ' * n}a:\n" for n in range(1_000)),
    "400,000 lists on one line": "- " * 400_000,
    "110,000 keys": "".join(f"k{n}: 1\n" for n in range(110_000)),
    "one key 200,000 times": "a: 1\n" * 200_000,
    "300,000 aliases": "a: [" + "*x," * 300_000 + "]",
    "10 MB in one value": "a: " + "x" * 10_000_000,
    "an integer of a million digits": "a: " + "9" * 1_000_000,
    "never closed": "a: [" + "{" * 60 + "}" * 60 + ", x" * 200_000,
    "looks like tokens for ever": "a: " + "eyJ" * 300_000 + "\n@",
    "looks like an address for ever": "a: " + "a+.-" * 250_000 + "\n@",
    "400,000 keys of keys": "? " * 400_000,
    "250,000 lines that hide something": "\u202e\n" * 250_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_in_bounded_time_and_words(tmp_path: Path, text: str) -> None:
    (path := tmp_path / "spec.yaml").write_text(text)
    started = time.process_time()
    with pytest.raises(SpecError) as caught:
        spec.load(path, {})
    assert time.process_time() - started < 5
    assert len(str(caught.value)) < 100_000


NO_FILES = {
    "missing": (lambda _: None, "there is no such file"),
    "folder": (lambda path: path.mkdir(), "is no ordinary file"),
    "pipe that nobody writes to": (os.mkfifo, "is no ordinary file"),
    "link to an endless device": (lambda path: path.symlink_to("/dev/zero"), "is no ordinary file"),
    "link to itself": (lambda path: path.symlink_to(path), ""),
    "too large": (lambda path: path.write_bytes(b" " * (2**20 + 1)), "is larger than 1 MiB"),
}


@pytest.mark.parametrize(("make", "message"), NO_FILES.values(), ids=NO_FILES)
def test_what_is_no_file_to_read_is_refused_by_name(tmp_path: Path, make: Any, message: str) -> None:
    make(path := tmp_path / "spec.yaml")
    with pytest.raises(SpecError) as caught:
        source.read(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert message in str(caught.value)


def test_every_fault_is_told_at_once_sorted_by_place(tmp_path: Path) -> None:
    text = "a: &x 1\nb: 010\na: 2\nc: !t 3\nd: [unclosed\n"
    assert [problem.mark.line for problem in refused(tmp_path, text).problems if problem.mark] == [1, 2, 3, 4, 6]


def test_reading_stops_after_a_hundred_faults(tmp_path: Path) -> None:
    error = refused(tmp_path, "a: 1\n" * 300)
    assert len(error.problems) == 101
    assert "100 faults up to here: the rest was not read" in {problem.message for problem in error.problems}


def test_an_error_shows_the_line_a_caret_and_the_fix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = read(tmp_path, "components:\n  orders:\n    clas: db.r7g.large\n")
    issue = Issue(
        ("components", "orders", "clas"), "aurora has no setting 'clas'", "did you mean 'class'?", at_key=True
    )
    assert str(found.problem(issue)) == dedent("""\
        spec.yaml:3:5: orders: aurora has no setting 'clas'
          3 |     clas: db.r7g.large
            |     ^^^^
            did you mean 'class'?""")


CARETS = {
    "wide characters take two columns": ("a: [日本, x]", ("a", 1), "  1 | a: [日本, x]\n    |           ^"),
    "a tab takes one column": ("a:\t\tx", ("a",), "  1 | a:  x\n    |     ^"),
    "a long value is cut": (f"a: '{'x-' * 450}'", ("a",), f"  1 | a: '{'x-' * 54}…\n    |    {'^' * 110}"),
    "a long line is cut before": (f"{{b: {'x-' * 450}, a: 1}}", ("a",), f"{'x-' * 50}, a: 1"),
    "a value of two lines is underlined to the end": ("a: 'b\n  c'", ("a",), "  1 | a: 'b\n    |    ^^"),
}


@pytest.mark.parametrize(("text", "path", "shown"), CARETS.values(), ids=CARETS)
def test_a_caret_stands_under_what_it_means(tmp_path: Path, text: str, path: tuple[str], shown: str) -> None:
    problem = str(read(tmp_path, text).problem(Issue(path, "is wrong")))
    assert shown in problem


PLACES = {
    "a value on its key's line": (("b",), (2, 4)),
    "a block: its key": (("c",), (3, 1)),
    "a flow list: its bracket": (("c", "d"), (4, 6)),
    "an item": (("c", "d", 1), (4, 11)),
    "no such item: its list": (("c", "d", 7), (4, 6)),
    "no such key: the nearest map": (("c", "x", "y"), (3, 1)),
    "the whole file": ((), (1, 1)),
}


@pytest.mark.parametrize(("path", "place"), PLACES.values(), ids=PLACES)
def test_every_value_has_a_place(tmp_path: Path, path: tuple[str | int, ...], place: tuple[int, int]) -> None:
    found = read(tmp_path, "a: 1\nb: 2\nc:\n  d: [10, 20]\n")
    assert (found.where(path).line, found.where(path).column) == place


def test_a_file_below_the_working_directory_is_shown_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "envs").mkdir()
    monkeypatch.chdir(tmp_path)
    assert read(tmp_path / "envs", "a: 1").where(()).file == "envs/spec.yaml"
    monkeypatch.chdir(tmp_path / "envs")
    assert read(tmp_path, "a: 1").where(()).file == str(tmp_path / "spec.yaml")


def overlay(folder: Path, base: str, over: str) -> source.Source:
    (folder / "base.yaml").write_text(base)
    return read(folder, f"extends: base.yaml\n{over}")


OVERLAYS = {
    "maps merge deeply": ("a: {b: 1, c: 2}", "a: {c: 3}", {"a": {"b": 1, "c": 3}}),
    "lists are replaced": ("a: [1, 2]", "a: [3]", {"a": [3]}),
    "null deletes": ("a: {b: 1, c: 2}", "a: {b: null}", {"a": {"c": 2}}),
    "null where there is nothing to delete stays": ("a: 1", "b: null", {"a": 1, "b": None}),
    "an empty map replaces": ("a: {b: 1}", "a: {}", {"a": {}}),
    "another kind of value replaces": ("a: {b: 1}", "a: 2", {"a": 2}),
}


@pytest.mark.parametrize(("base", "over", "data"), OVERLAYS.values(), ids=OVERLAYS)
def test_an_overlay_lies_on_top_of_its_base(tmp_path: Path, base: str, over: str, data: dict[str, Any]) -> None:
    assert overlay(tmp_path, base, over).data == {"extends": "base.yaml"} | data


def test_every_value_remembers_the_file_that_set_it(tmp_path: Path) -> None:
    found = overlay(tmp_path, "a: {b: 1, c: 2}\n", "a:\n  c: 3\n")
    assert Path(found.where(("a", "b")).file).name == "base.yaml"
    assert Path(found.where(("a", "c")).file).name == "spec.yaml"
    assert found.where(("a", "c")).line == 3


NO_BASES = {
    "missing": ("nowhere.yaml", "there is no such file"),
    "itself": ("spec.yaml", "leads back to itself"),
    "itself by another way": ("./../x/spec.yaml", "leads back to itself"),
    "absolute": ("/etc/hosts.yaml", "is no file to extend"),
    "home": ("~/base.yaml", "is no file to extend"),
    "no YAML file": ("../../../etc/passwd", "is no file to extend"),
    "two files": ("[a.yaml, b.yaml]", "a list is no file to extend"),
    "hidden": (".yaml", "no such file"),
}


@pytest.mark.parametrize(("extends", "message"), NO_BASES.values(), ids=NO_BASES)
def test_a_base_that_cannot_be_is_refused_at_extends(tmp_path: Path, extends: str, message: str) -> None:
    (folder := tmp_path / "x").mkdir()
    error = refused(folder, f"a: 1\nextends: {extends}\n")
    assert str(error).startswith(f"{folder / 'spec.yaml'}:2:10: extends: ")
    assert message in str(error)


def test_a_base_that_is_not_there_is_a_matter_of_its_path(tmp_path: Path) -> None:
    [problem] = refused(tmp_path, "extends: ../bse.yaml\n").problems
    assert problem.hint == "write its path as seen from this file"


def test_two_files_must_not_extend_each_other(tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text("extends: spec.yaml\n")
    assert "other.yaml:1:10: extends: " in str(refused(tmp_path, "extends: other.yaml\n"))


def test_a_chain_of_bases_ends_somewhere(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"{number}.yaml").write_text(f"extends: {number + 1}.yaml\n")
    assert "more than 8 files" in str(refused(tmp_path, "extends: 0.yaml\n"))


def test_a_fault_in_a_base_is_shown_in_the_base(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match=r"base\.yaml:2:1: this key is here twice"):
        overlay(tmp_path, "a: 1\na: 2\n", "b: 1\n")
