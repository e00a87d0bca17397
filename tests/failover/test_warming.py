"""A cache that nothing replicates is filled before traffic moves, by what survives: written down, and resumed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from drgen.failover import engine, runner
from drgen.failover.outcome import NotReadyError, StoppedError
from tests.failover.fakes.errors import Call, Killed, Mood
from tests.failover.trying import COPIED, HERE, KINDS, Trial

CACHE = "shop-prod-catalogue"


def filled(kind: str, folder: Path, name: str = "shop-prod") -> Trial:
    trial = Trial(kind, folder, name)
    assert trial.attempt() is None
    return trial


def warmed(trial: Trial) -> dict[str, int]:
    return {entry.data["family"]: entry.data["keys"] for entry in trial.entries() if entry.event == "warmed"}


def test_jobs_fill_a_cache_one_family_after_another_before_traffic_moves(tmp_path: Path) -> None:
    trial = filled("failover", tmp_path)
    assert warmed(trial) == {"prices": 250_000, "products": 60_000}
    said = [entry.data.get("what", entry.event) for entry in trial.entries()]
    first, second = (said.index(f"load {one} of {CACHE} by shop/warm-{one}") for one in ("prices", "products"))
    assert first < said.index("warmed") < second
    traffic = next(n for n, entry in enumerate(trial.entries()) if entry.data.get("name") == "traffic")
    assert second < traffic


def test_a_job_is_told_the_rate(tmp_path: Path) -> None:
    sent: list[Call] = []
    trial = Trial("failover", tmp_path)
    trial.aws.faults.append(lambda call: sent.append(call) or "")  # type: ignore[func-returns-value]
    assert trial.attempt() is None
    paths = [call.params["path"] for call in sent if call.operation == "post"]
    assert paths == ["/apis/batch/v1/namespaces/shop/jobs"] * 2


def test_a_planned_move_copies_from_the_region_that_hands_over(tmp_path: Path) -> None:
    trial = filled("switchover", tmp_path, "shop-prod" + COPIED)
    pages, prices = trial.aws.warm.begun
    assert (pages.source, prices.source) == ("", f"rediss://{CACHE}:us-east-1-token@{CACHE}.us-east-1:6379")
    assert prices.target == f"rediss://{CACHE}:us-west-2-token@{CACHE}.us-west-2:6379"
    keys = warmed(trial)
    assert 3000 <= keys["pages"] <= 4000, "no more than the plan's half"
    assert 25_000 <= keys["prices"] <= 30_000


def test_after_a_loss_nothing_is_copied(tmp_path: Path) -> None:
    trial = filled("failover", tmp_path, "shop-prod" + COPIED)
    assert [load.family.name for load in trial.aws.warm.begun] == ["pages"]
    [line] = [line for line in trial.entries()[0].data["plan"] if "fill cache" in line]
    assert "prices start cold: they are copied from the region that is lost" in line


def test_a_load_that_was_killed_goes_on_and_what_is_warm_is_not_loaded_again(tmp_path: Path) -> None:
    trial = Trial("switchover", tmp_path, "shop-prod" + COPIED)
    ends = iter(["pages"])

    def die(_: Call) -> Mood:
        begun = trial.aws.warm.begun
        if len(begun) > 1 and begun[-1].family.name == "prices" and next(ends, ""):
            raise Killed
        return ""

    trial.aws.faults.append(die)
    assert isinstance(trial.attempt(), Killed)
    trial.through()
    assert [load.family.name for load in trial.aws.warm.begun] == ["pages", "prices", "prices"]
    notes = {load.note.name for load in trial.aws.warm.begun}
    assert notes == {"catalogue.pages.json", "catalogue.prices.json"}


def test_traffic_does_not_move_while_too_little_is_warm_unless_somebody_says_so(tmp_path: Path) -> None:
    trial = Trial("failover", tmp_path, "shop-prod" + COPIED)
    trial.aws.warm.finds = 0.3
    ended = trial.attempt()
    assert isinstance(ended, StoppedError)
    assert "1800 keys are warm, 3000 must be" in str(ended)
    assert trial.aws.edge.primary_serves()
    assert trial.attempt(replace(KINDS["failover"], cold=frozenset({"catalogue"}))) is None


def test_a_load_that_fails_stops_the_run_with_its_words(tmp_path: Path) -> None:
    trial = Trial("failover", tmp_path, "shop-prod" + COPIED)
    trial.aws.warm.fails = "`load-pages` ended with 3: no database"
    assert "pages: `load-pages` ended with 3: no database" in str(trial.attempt())
    [cold] = [entry for entry in trial.entries() if entry.event == "cold"]
    assert cold.data["why"] == "`load-pages` ended with 3: no database"


def test_a_cache_that_cannot_be_reached_is_told_of_before_anything_moves(tmp_path: Path) -> None:
    trial = Trial("failover", tmp_path, "shop-prod" + COPIED)
    trial.aws.warm.unreachable.add(CACHE)
    ended = trial.attempt()
    assert isinstance(ended, NotReadyError)
    assert f"pages: {CACHE} does not answer; `--cold catalogue` lets it start empty" in str(ended)
    assert trial.attempt(replace(KINDS["failover"], cold=frozenset({"catalogue"}))) is None


@pytest.mark.parametrize("kind", ["failover", "switchover"])
def test_a_dry_run_says_what_is_loaded_and_how_long_it_takes(kind: str, tmp_path: Path) -> None:
    trial = Trial(kind, tmp_path, "shop-prod" + COPIED)
    run = engine.prepare(HERE, trial.name, KINDS[kind], trial.aws.world())
    [line] = [line for line in engine.lines(run) if "catalogue" in line]
    assert line.startswith("warm ")
    assert "6000 pages by endpoint https://shop.svc/{key} at 100/s" in line
    assert f"50% warm after about {55 if kind == 'switchover' else 30} s" in line
    assert runner.reasons(run) == []
    assert not trial.aws.warm.begun
