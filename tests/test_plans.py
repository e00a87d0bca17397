"""Every root is planned, what fails among them too, and what is kept is for its owner alone."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from drgen import plans
from drgen.inventory.changes import Action
from drgen.plans import Planned, Root
from tests.inventory.made import entry, read, text

# A Terraform that plans what lies in the root's `planned.json`; without one it fails.
SCRIPT = """#!/bin/sh
echo "$(basename "$PWD") $*" >> "{log}"
case "$1" in
  plan) test -f planned.json || {{ echo "Error: no value for required variable" >&2; exit 1; }} ;;
  show) cat planned.json ;;
esac
"""


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the fake Terraform on the PATH writes down what it was asked."""
    program, log = tmp_path / "bin" / "terraform", tmp_path / "asked.log"
    program.parent.mkdir()
    program.write_text(SCRIPT.format(log=log))
    program.chmod(0o755)
    monkeypatch.setenv("DRGEN_TERRAFORM", str(program))
    return log


def root(tmp_path: Path, name: str, *changes: dict[str, object]) -> Root:
    folder = tmp_path / "environments" / name
    folder.mkdir(parents=True)
    if changes:
        (folder / "planned.json").write_bytes(text(*changes))
    return Root(name, folder)


def run(roots: list[Root], out: Path, *, aws: bool = False) -> list[Planned]:
    return plans.run(roots, out, aws=aws, tell=lambda _: None)


@pytest.mark.usefixtures("log")
def test_a_root_that_fails_says_so_and_the_others_are_planned(tmp_path: Path) -> None:
    roots = [root(tmp_path, "primary"), root(tmp_path, "standby", entry("aws_sqs_queue.q", "create"))]
    primary, standby = run(roots, tmp_path / "out")
    assert "no value for required variable" in primary.fault
    assert (standby.fault, standby.counts["add"]) == ("", 1)


@pytest.mark.usefixtures("log")
def test_roots_are_told_in_the_order_that_they_are_applied_in(tmp_path: Path) -> None:
    names = ["bootstrap", "foundation", "primary", "standby", "global"]
    roots = [root(tmp_path, name, entry()) for name in names]
    assert [one.root for one in run(roots, tmp_path / "out")] == names


@pytest.mark.usefixtures("log")
def test_what_is_kept_is_readable_for_its_owner_alone(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run([root(tmp_path, "primary", entry())], out)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in [out, *out.iterdir()]}
    assert modes == {"out": 0o700, "primary.json": 0o600, "primary.tfplan": 0o600}


@pytest.mark.usefixtures("log")
def test_a_plan_of_an_earlier_run_does_not_stay(tmp_path: Path) -> None:
    first = root(tmp_path, "primary", entry())
    run([first], tmp_path / "out")
    (first.folder / "planned.json").unlink()
    run([first], tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_offline_nothing_is_refreshed(tmp_path: Path, log: Path) -> None:
    first = root(tmp_path, "primary", entry())
    run([first], tmp_path / "out")
    run([first], tmp_path / "out", aws=True)
    assert [line.count("-refresh=true") for line in log.read_text().splitlines() if " plan " in line] == [0, 1]


def test_a_table_shows_only_the_columns_that_say_something() -> None:
    changes = [
        entry("aws_sqs_queue.a", "create"),
        entry("aws_sqs_queue.b", "delete", "create"),
        entry("aws_sqs_queue.c", previous_address="aws_sqs_queue.old"),
    ]
    told = plans.table([Planned("primary", 4.04, read(*changes)), Planned("standby", 0.5, fault="it broke")])
    assert told.splitlines() == [
        "root     add  change  replace  destroy  moved   took",
        "primary    1       0        1        0      1  4.0 s",
        "standby    –       –        –        –      –  0.5 s",
    ]


@pytest.mark.parametrize(
    ("parts", "acts"),
    [
        pytest.param({"resource_changes": []}, False, id="nothing"),
        pytest.param({"resource_changes": [entry("aws_sqs_queue.q", "update")]}, True, id="a change"),
        pytest.param({"output_changes": {"o": {"actions": ["update"]}}}, True, id="an output"),
        pytest.param({"output_changes": {"o": {"actions": ["no-op"]}}}, False, id="an output that stays"),
        pytest.param({"resource_changes": [entry(previous_address="aws_sqs_queue.old")]}, True, id="a move"),
        pytest.param({"resource_changes": [entry("data.aws_vpc.v", "read", mode="data")]}, False, id="a read"),
    ],
)
def test_a_plan_acts_when_applying_it_would_change_anything(parts: dict[str, object], acts: bool) -> None:
    assert Planned("primary", 0.0, read(**parts)).acts is acts


def test_what_is_put_off_is_not_counted() -> None:
    later = {"reason": "absent_prereq", "resource_change": entry("aws_sqs_queue.q", "create")}
    planned = Planned("primary", 0.0, read(deferred_changes=[later]))
    assert planned.plan
    assert [change.action for change in planned.plan.changes] == [Action.CREATE]
    assert planned.counts.total() == 0


def test_the_json_that_is_kept_is_terraforms_own(tmp_path: Path, log: Path) -> None:
    run([root(tmp_path, "primary", entry())], tmp_path / "out")
    assert json.loads((tmp_path / "out" / "primary.json").read_bytes())["format_version"] == "1.2"
    assert "show -json" in log.read_text()


@pytest.mark.terraform
def test_tofu_plans_where_it_is_the_one_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, terraform: str
) -> None:
    """No tofu can be had here: one that is Terraform shows that it is called as Terraform is."""
    tofu = tmp_path / "bin" / "tofu"
    tofu.parent.mkdir()
    tofu.write_text(f'#!/bin/sh\necho "$1" >> "{tmp_path}/asked.log"\nexec {terraform} "$@"\n')
    tofu.chmod(0o755)
    monkeypatch.delenv("DRGEN_TERRAFORM", raising=False)
    monkeypatch.setenv("PATH", f"{tofu.parent}:/bin")
    first = root(tmp_path, "primary")
    (first.folder / "main.tf").write_text('resource "terraform_data" "this" {\n  input = "x"\n}\n')
    [planned] = run([first], tmp_path / "out")
    assert (planned.fault, planned.counts["add"]) == ("", 1)
    assert (tmp_path / "asked.log").read_text().split() == ["init", "plan", "show"]
