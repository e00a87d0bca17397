"""drgen objectives, as text and as data."""

import json
import sys

import pytest
from click.testing import CliRunner

from drgen.cli import main
from tests.conftest import ROOT


def run(*arguments: str) -> str:
    done = CliRunner().invoke(main, ["-C", str(ROOT), "objectives", *arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_it_shows_when_each_step_starts_what_it_rests_on_and_the_verdict() -> None:
    lines = [" ".join(line.split()) for line in run("shop-prod").splitlines()]
    assert "+0 min detect the endpoint check fails 35 s 50 s critical documented 3 × 10 s in a row;" in "\n".join(lines)
    stated = "what the spec states (decide); by the model's own figures 66 min: NOT KEPT"
    assert f"RTO platform 60 min 24 min 56 min kept {stated}" in lines
    assert "decision: automatic 13 min 27 min not available yet" in lines
    assert "Nothing of this was measured on AWS unless it says so. p95 adds up the p95 of each step: a plan." in lines


def test_it_shows_how_long_writes_fail_when_traffic_moves_by_itself() -> None:
    assert "Traffic moves by itself: writes fail for up to" in run("shop-staging")


def test_it_is_plain_where_nobody_looks_at_it() -> None:
    assert "\x1b" not in run("shop-prod")


@pytest.mark.parametrize("columns", [60, 80, 110])
def test_no_terminal_is_too_narrow_for_the_figures(
    columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    main(["-C", str(ROOT), "objectives", "shop-prod"], standalone_mode=False)
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["RTO", "platform", "60", "min", "24", "min", "56", "min", "kept"] in [row[:9] for row in rows]
    assert ["RPO", "reporting", "15", "min", "10", "s", "5", "min", "kept"] in [row[:9] for row in rows]
    assert ["+29", "min", "reporting.promote", "promote", "the"] in [row[:5] for row in rows]
    assert not [word for row in rows for word in row if word.endswith("…")]


def test_it_gives_plain_data_in_seconds() -> None:
    said = json.loads(run("shop-prod", "--format", "json"))
    assert set(said) == {"changes", "customers", "failback", "promises", "timeline", "write_errors"}
    first = said["timeline"][0]
    assert (first["id"], first["starts_p95"], first["p50"], first["p95"]) == ("detect", 0, 35, 50)
    assert [one["kept"] for one in said["promises"]] == [True] * len(said["promises"])


def test_what_has_no_bound_is_null() -> None:
    assert "Infinity" not in run("minimal", "--format", "json")
