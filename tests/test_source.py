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


@pytest.mark.parametrize(
    ("written", "value"),
    [
        pytest.param("no", "no", id="no is the country"),
        pytest.param("off", "off", id="off is a word"),
        pytest.param("y", "y", id="y is a letter"),
        pytest.param("yes", "yes", id="yes is a word"),
        pytest.param("22:22", "22:22", id="no base 60"),
        pytest.param("190:20:30", "190:20:30", id="no base 60 with three parts"),
        pytest.param("2026-11-01", "2026-11-01", id="no dates"),
        pytest.param("1_000", "1_000", id="no underscores in numbers"),
        pytest.param("=", "=", id="no value indicator"),
        pytest.param("True", True, id="true"),
        pytest.param("false", False, id="false"),
        pytest.param("~", None, id="tilde is null"),
        pytest.param("", None, id="nothing is null"),
        pytest.param("12", 12, id="integer"),
        pytest.param("-7", -7, id="negative"),
        pytest.param("0", 0, id="zero"),
        pytest.param("0o17", 15, id="octal"),
        pytest.param("0x1F", 31, id="hexadecimal"),
        pytest.param("1.30", 1.3, id="a float loses its zero"),
        pytest.param("1e3", 1000.0, id="exponent"),
        pytest.param("1.2.3", "1.2.3", id="a version of three parts"),
        pytest.param('"010"', "010", id="quoted digits"),
        pytest.param("'it''s'", "it's", id="single quotes"),
        pytest.param('"a\\tb\\nc"', "a\tb\nc", id="tab and newline in a string"),
        pytest.param("|\n    a\n    b\n", "a\nb\n", id="block scalar"),
        pytest.param('"cafe\\u0301"', "caf\u00e9", id="a string is composed (NFC)"),
        pytest.param("\u212b", "\u00c5", id="the Ångström sign is a letter (NFC)"),
        pytest.param("😀 ok", "😀 ok", id="beyond the basic plane"),
    ],
)
def test_a_scalar_means_what_yaml_1_2_says(tmp_path: Path, written: str, value: Any) -> None:
    assert read(tmp_path, f"key: {written}\n").data == {"key": value}


def test_keys_are_strings_as_they_are_written(tmp_path: Path) -> None:
    assert list(read(tmp_path, "{1: a, 1.10: b, true: c, no: d, 010: e, null: f}").data) == [
        *("1", "1.10", "true", "no", "010", "null")
    ]


@pytest.mark.parametrize(
    ("text", "where", "message"),
    [
        pytest.param("a: 1\nb: 2\na: 3\n", "3:1", "this key is here twice: line 1 has it already", id="duplicate key"),
        pytest.param("{a: 1, a: 2}", "1:8", "here twice: line 1", id="duplicate key on one line"),
        pytest.param('"caf\u00e9": 1\n"cafe\u0301": 2\n', "2:1", "twice", id="duplicate key in another Unicode form"),
        pytest.param("a: &x [1]\nb: 2\n", "1:4", "an anchor has no use here", id="anchor"),
        pytest.param("a: 1\nb: *x\n", "2:4", "an alias has no use here", id="alias"),
        pytest.param("a: &a [*a]\n", "1:4", "an anchor has no use here", id="a list that holds itself"),
        pytest.param("&a a: 1\n", "1:1", "a key has no use for an anchor", id="anchor at a key"),
        pytest.param("a: 1\n<<: {b: 2}\n", "2:1", "merge keys (<<) have no use here", id="merge key"),
        pytest.param("a: !!str 1\n", "1:4", "a tag has no use here", id="standard tag"),
        pytest.param("a: !thing 1\n", "1:4", "a tag has no use here", id="unknown tag"),
        pytest.param("a: !!python/object/apply:os.system [id]\n", "1:4", "a tag has no use here", id="python tag"),
        pytest.param("!!set {a, b}\n", "1:1", "a tag has no use here", id="tag of the root"),
        pytest.param("a: 010\n", "1:4", "a number that starts with a zero", id="octal or decimal"),
        pytest.param("a: 012345678901\n", "1:4", 'quote it: "012345678901"', id="an account that reads as octal"),
        pytest.param("a: .inf\n", "1:4", "Terraform has no such number", id="infinity"),
        pytest.param("a: .nan\n", "1:4", "Terraform has no such number", id="not a number"),
        pytest.param("a: 1e999\n", "1:4", "Terraform has no such number", id="a float that overflows"),
        pytest.param(f"a: {'9' * 5000}\n", "1:4", "Terraform has no such number", id="5,000 digits"),
        pytest.param("? [a, b]\n: 1\n", "1:3", "a key must be a word", id="a list as a key"),
        pytest.param("~: 1\n", "1:1", "a key is missing here", id="no key"),
        pytest.param("a: 1\n---\nb: 2\n", "2:1", "a second document starts here", id="two documents"),
        pytest.param("- a\n", "1:1", "the file is a list, not a map", id="root is a list"),
        pytest.param("hello\n", "1:1", "the file is 'hello', not a map", id="root is a word"),
        pytest.param("", "1:1", "the file is empty", id="empty file"),
        pytest.param("# nothing\n", "1:1", "the file is empty", id="only a comment"),
        pytest.param("a:\n\tb: 1\n", "2:1", "a tab cannot indent", id="tab"),
        pytest.param("a: b: c\n", "1:5", "a value that holds ': ' needs quotes", id="two colons"),
        pytest.param("a: 'b\n", "2:1", "a quote is not closed", id="open quote"),
        pytest.param("a: [1, 2\nb: 3\n", "2:2", "is not closed, or lacks a comma", id="open list"),
        pytest.param("a: @b\n", "1:4", "quote the value", id="reserved character"),
        pytest.param('a: "\\q"\n', "1:5", "a backslash starts an escape", id="unknown escape"),
        pytest.param("a: 1\n  b: 2\n", "2:4", "not YAML", id="indented for no reason"),
        pytest.param(
            "a: \x1b[31m\n", "1:4", "U+001B (a control character) has no place in a spec", id="escape character"
        ),
        pytest.param("a: \x00\n", "1:4", "U+0000", id="raw NUL"),
        pytest.param('a: "\\0"\n', "1:4", "U+0000 (a control character) has no place in a value", id="escaped NUL"),
        pytest.param('a: "\\x1b"\n', "1:4", "U+001B", id="escaped control character"),
        pytest.param('a: "b\\rc"\n', "1:4", "U+000D", id="carriage return in a value"),
        pytest.param("a: 1 # \u202e\n", "1:8", "U+202E (right-to-left override)", id="bidi control in a comment"),
        pytest.param('a: "\\u2066"\n', "1:4", "U+2066 (left-to-right isolate)", id="escaped bidi control"),
        pytest.param("a: b\u2028c\n", "1:5", "U+2028 (line separator)", id="line separator"),
        pytest.param('a: "\\ud800"\n', "1:7", "not YAML", id="lone surrogate"),
        pytest.param("a: \ufeffb\n", "1:4", "U+FEFF", id="BOM in the middle"),
        pytest.param("a: café\n".encode("latin-1"), "1:7", "this is not UTF-8", id="Latin-1"),
        pytest.param("a: 1\n".encode("utf-16"), "1:1", "this is not UTF-8", id="UTF-16"),
        pytest.param("# x\n%YAML 1.1\n---\na: 1\n", "2:1", "a directive has no use here", id="another version of YAML"),
    ],
)
def test_what_has_no_place_in_a_spec_is_refused_where_it_stands(
    tmp_path: Path, text: str | bytes, where: str, message: str
) -> None:
    first = str(refused(tmp_path, text).problems[0])
    assert first.partition(": ")[0].endswith(f"spec.yaml:{where}")
    assert message in first


def test_a_byte_order_mark_at_the_start_moves_no_position(tmp_path: Path) -> None:
    assert read(tmp_path, "\ufeffa: {b: 1}\n").where(("a", "b")) == Mark(str(tmp_path / "spec.yaml"), 1, 8)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "a: &a [x]\n" + "".join(f"{c}: &{c} [{', '.join(['*a'] * 9)}]\n" for c in "bcdefghij"), id="laughs"
        ),
        pytest.param("".join(f"k{n}: {{<<: [{'*a, ' * 99}]}}\n" for n in range(99)), id="merge bomb"),
        pytest.param("".join(f"%TAG !{n:x}! x\n" for n in range(70_000)) + "---\na: 1", id="70,000 directives"),
        pytest.param("a: " + "[" * 20_000, id="20,000 lists in each other"),
        pytest.param("a: " + "[" * 500_000, id="500,000 lists in each other"),
        pytest.param("{a: " * 2_000, id="2,000 maps in each other"),
        pytest.param("".join(f"{' ' * n}a:\n" for n in range(1_000)), id="1,000 indentations"),
        pytest.param("- " * 400_000, id="400,000 lists on one line"),
        pytest.param("".join(f"k{n}: 1\n" for n in range(110_000)), id="110,000 keys"),
        pytest.param("a: 1\n" * 200_000, id="one key 200,000 times"),
        pytest.param("a: [" + "*x," * 300_000 + "]", id="300,000 aliases"),
        pytest.param("a: " + "x" * 10_000_000, id="10 MB in one value"),
        pytest.param("a: " + "9" * 1_000_000, id="an integer of a million digits"),
        pytest.param("a: [" + "{" * 60 + "}" * 60 + ", x" * 200_000, id="never closed"),
        pytest.param("a: " + "eyJ" * 300_000 + "\n@", id="looks like tokens for ever"),
        pytest.param("a: " + "a+.-" * 250_000 + "\n@", id="looks like an address for ever"),
        pytest.param("? " * 400_000, id="400,000 keys of keys"),
        pytest.param("\u202e\n" * 250_000, id="250,000 lines that hide something"),
    ],
)
def test_a_hostile_file_is_refused_in_bounded_time_and_words(tmp_path: Path, text: str) -> None:
    (path := tmp_path / "spec.yaml").write_text(text)
    started = time.process_time()
    with pytest.raises(SpecError) as caught:
        spec.load(path, {})
    assert time.process_time() - started < 5
    assert len(str(caught.value)) < 100_000


@pytest.mark.parametrize(
    ("make", "message"),
    [
        pytest.param(lambda path: None, "there is no such file", id="missing"),
        pytest.param(lambda path: path.mkdir(), "is no ordinary file", id="folder"),
        pytest.param(os.mkfifo, "is no ordinary file", id="pipe that nobody writes to"),
        pytest.param(lambda path: path.symlink_to("/dev/zero"), "is no ordinary file", id="link to an endless device"),
        pytest.param(lambda path: path.symlink_to(path), "", id="link to itself"),
        pytest.param(lambda path: path.write_bytes(b" " * (2**20 + 1)), "is larger than 1 MiB", id="too large"),
    ],
)
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


@pytest.mark.parametrize(
    ("text", "path", "shown"),
    [
        pytest.param(
            "a: [日本, x]", ("a", 1), "  1 | a: [日本, x]\n    |           ^", id="wide characters take two columns"
        ),
        pytest.param("a:\t\tx", ("a",), "  1 | a:  x\n    |     ^", id="a tab takes one column"),
        pytest.param(
            f"a: '{'x-' * 450}'", ("a",), f"  1 | a: '{'x-' * 54}…\n    |    {'^' * 110}", id="a long value is cut"
        ),
        pytest.param(f"{{b: {'x-' * 450}, a: 1}}", ("a",), f"{'x-' * 50}, a: 1", id="a long line is cut before"),
        pytest.param(
            "a: 'b\n  c'", ("a",), "  1 | a: 'b\n    |    ^^", id="a value of two lines is underlined to the end"
        ),
    ],
)
def test_a_caret_stands_under_what_it_means(tmp_path: Path, text: str, path: tuple[str], shown: str) -> None:
    problem = str(read(tmp_path, text).problem(Issue(path, "is wrong")))
    assert shown in problem


@pytest.mark.parametrize(
    ("path", "place"),
    [
        pytest.param(("b",), (2, 4), id="a value on its key's line"),
        pytest.param(("c",), (3, 1), id="a block: its key"),
        pytest.param(("c", "d"), (4, 6), id="a flow list: its bracket"),
        pytest.param(("c", "d", 1), (4, 11), id="an item"),
        pytest.param(("c", "d", 7), (4, 6), id="no such item: its list"),
        pytest.param(("c", "x", "y"), (3, 1), id="no such key: the nearest map"),
        pytest.param((), (1, 1), id="the whole file"),
    ],
)
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


@pytest.mark.parametrize(
    ("base", "over", "data"),
    [
        pytest.param("a: {b: 1, c: 2}", "a: {c: 3}", {"a": {"b": 1, "c": 3}}, id="maps merge deeply"),
        pytest.param("a: [1, 2]", "a: [3]", {"a": [3]}, id="lists are replaced"),
        pytest.param("a: {b: 1, c: 2}", "a: {b: null}", {"a": {"c": 2}}, id="null deletes"),
        pytest.param("a: 1", "b: null", {"a": 1, "b": None}, id="null where there is nothing to delete stays"),
        pytest.param("a: {b: 1}", "a: {}", {"a": {}}, id="an empty map replaces"),
        pytest.param("a: {b: 1}", "a: 2", {"a": 2}, id="another kind of value replaces"),
    ],
)
def test_an_overlay_lies_on_top_of_its_base(tmp_path: Path, base: str, over: str, data: dict[str, Any]) -> None:
    assert overlay(tmp_path, base, over).data == {"extends": "base.yaml"} | data


def test_every_value_remembers_the_file_that_set_it(tmp_path: Path) -> None:
    found = overlay(tmp_path, "a: {b: 1, c: 2}\n", "a:\n  c: 3\n")
    assert Path(found.where(("a", "b")).file).name == "base.yaml"
    assert Path(found.where(("a", "c")).file).name == "spec.yaml"
    assert found.where(("a", "c")).line == 3


@pytest.mark.parametrize(
    ("extends", "message"),
    [
        pytest.param("nowhere.yaml", "there is no such file", id="missing"),
        pytest.param("spec.yaml", "leads back to itself", id="itself"),
        pytest.param("./../x/spec.yaml", "leads back to itself", id="itself by another way"),
        pytest.param("/etc/hosts.yaml", "is no file to extend", id="absolute"),
        pytest.param("~/base.yaml", "is no file to extend", id="home"),
        pytest.param("../../../etc/passwd", "is no file to extend", id="no YAML file"),
        pytest.param("[a.yaml, b.yaml]", "a list is no file to extend", id="two files"),
        pytest.param(".yaml", "no such file", id="hidden"),
    ],
)
def test_a_base_that_cannot_be_is_refused_at_extends(tmp_path: Path, extends: str, message: str) -> None:
    (folder := tmp_path / "x").mkdir()
    error = refused(folder, f"a: 1\nextends: {extends}\n")
    assert str(error).startswith(f"{folder / 'spec.yaml'}:2:10: extends: ")
    assert message in str(error)


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
