"""What `--format` takes, where it goes, and that the order of findings says nothing."""

import random
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from drgen import report
from drgen.commands import conclude, reporting
from drgen.errors import DrgenError
from drgen.findings import Finding, Severity
from drgen.problems import Mark
from tests.report.findings import BASE, MIXED, hostile

MACHINES = [name for name in report.formats() if name != "text"]


def test_a_format_is_a_file_of_the_folder() -> None:
    assert set(MACHINES) == {"github", "json", "junit", "markdown", "sarif"}
    for name in report.formats():
        assert callable(getattr(import_module(f"drgen.report.{name}"), name))


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (["yaml"], "there is no format 'yaml'"),
        (["_words"], "there is no format '_words'"),
        (["jsno=x"], "there is no format 'jsno'"),
        (["json="], "the file is missing"),
        (["json", "sarif"], "only one format can go to stdout"),
        (["json=a", "sarif=a"], "two formats go to the same file: a"),
        (["\x1b[2J"], "there is no format '\\x1b[2J'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_written_is_refused_with_a_hint(said: list[str], why: str) -> None:
    with pytest.raises(DrgenError) as caught:
        report.targets(said)
    assert why in str(caught.value)
    assert caught.value.hint


def test_a_near_name_is_suggested() -> None:
    with pytest.raises(DrgenError) as caught:
        report.targets(["jsno"])
    assert "did you mean 'json'?" in caught.value.hint


def test_files_do_not_keep_people_from_seeing_it() -> None:
    targets = report.targets(["json=a=b.json"])
    assert targets == [report.Target("text", None), report.Target("json", Path("a=b.json"))]


def test_each_format_goes_to_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sarif, junit = tmp_path / "new" / "a.sarif", tmp_path / "b.xml"
    report.write(MIXED, [f"sarif={sarif}", "json", f"junit={junit}"])
    assert capsys.readouterr().out.startswith("{")
    assert sarif.read_text().startswith('{\n  "$schema"')
    assert junit.read_text().startswith("<?xml")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.xml", "new"]


def test_a_file_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DrgenError, match="cannot be"):
        report.write([BASE], ["json", f"sarif={tmp_path}/file/x.sarif"])


@pytest.mark.parametrize("name", MACHINES)
def test_the_order_of_findings_changes_nothing(name: str) -> None:
    tell = getattr(import_module(f"drgen.report.{name}"), name)
    many = [
        replace(finding, severity=severity, mark=mark, environment=environment)
        for finding in [*MIXED, hostile("x", path=(1, "b"))]
        for severity in Severity
        for mark in (None, Mark("b", 2, 1), Mark("a", 11, 3))
        for environment in ("", "shop")
    ]
    mixed = random.Random(0).sample(many, len(many))
    assert tell(many) == tell(mixed)


@pytest.mark.parametrize("name", MACHINES)
def test_a_file_is_named_as_reviewers_know_it(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    tell = getattr(import_module(f"drgen.report.{name}"), name)
    absolute = replace(BASE, mark=Mark(str(tmp_path / "environments" / "shop-prod" / "spec.yaml"), 41, 5))
    assert tell([absolute]) == tell([BASE])


def command(findings: list[Finding]) -> click.Command:
    @click.command()
    @reporting
    def made(formats: tuple[str, ...], fail_on: Severity) -> None:
        conclude(findings, formats, fail_on)

    return made


@pytest.mark.parametrize(
    ("arguments", "worst", "code"),
    [
        ([], Severity.HIGH, 1),
        ([], Severity.MEDIUM, 0),
        (["--fail-on", "medium"], Severity.MEDIUM, 1),
        (["--fail-on", "blocker"], Severity.HIGH, 0),
        (["--fail-on", "note"], Severity.NOTE, 1),
    ],
)
def test_the_exit_code_says_whether_it_is_bad_enough(arguments: list[str], worst: Severity, code: int) -> None:
    made = command([replace(BASE, severity=worst)])
    assert CliRunner().invoke(made, ["--format", "json", *arguments]).exit_code == code


def test_no_finding_ends_well() -> None:
    assert CliRunner().invoke(command([]), ["--format", "json", "--fail-on", "note"]).exit_code == 0


@pytest.mark.parametrize("arguments", [["--format", "yaml"], ["--fail-on", "awful"]], ids=lambda said: said[1])
def test_an_unknown_word_is_a_mistake_in_usage(arguments: list[str]) -> None:
    done = CliRunner().invoke(command([]), arguments)
    assert done.exit_code == 2
    assert "json" in done.output or "blocker" in done.output


def test_a_name_is_never_torn_between_lines() -> None:
    names = "module.a.aws_vpc.main is in one state with module.b.aws_vpc.main of us-west-2; this is in eu-central-1"
    for start in range(60):
        told = report.text.text([replace(BASE, message="x" * start + " " + names)])
        assert all(name in told for name in names.split())
