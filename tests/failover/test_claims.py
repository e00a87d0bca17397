"""Two people fail over in opposite directions at once: while the copies of a table replicate, both are told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from drgen.failover import claims, engine, holding, lease
from drgen.failover.engine import Wish
from drgen.failover.outcome import HeldError
from drgen.failover.run import Run
from drgen.failover.store import Store
from tests.failover.fakes.cloud import Cloud, cloud
from tests.failover.fakes.errors import Call, Mood
from tests.failover.trying import HERE, Trial, outcome, undisturbed

SPEC, STACKS = HERE.load("shop-prod")


@pytest.fixture
def aws() -> Cloud:
    return cloud(SPEC, STACKS)


def run(aws: Cloud, target: str) -> Run:
    return engine.prepare(HERE, "shop-prod", Wish("failover", target), aws.world())  # type: ignore[arg-type]


def test_of_two_opposite_runs_the_later_one_is_told_and_the_earlier_one_before_its_next_call(aws: Cloud) -> None:
    east, west = run(aws, "primary"), run(aws, "standby")
    assert claims.take(west, "ann").startswith("none in sight")
    aws.clock.sleep(30)

    def works(call: Call) -> Mood:
        """The other one goes on counting while this one looks."""
        if call.operation == "get_item" and call.region == "us-east-1":
            west.claims[0].show()
        return ""

    aws.faults.append(works)
    with pytest.raises(HeldError, match="fails shop-prod over to standby at this moment"):
        claims.take(east, "bob")
    with pytest.raises(HeldError, match="fails shop-prod over to primary at this moment"):
        west.check()


def test_where_the_copies_do_not_replicate_neither_knows_and_the_journal_says_so(aws: Cloud, tmp_path: Path) -> None:
    aws.stores.is_parted = True
    east, west = run(aws, "primary"), run(aws, "standby")
    assert "unknown while the table does not replicate" in claims.take(west, "ann")
    assert "unknown while" in claims.take(east, "bob")
    west.check()
    trial = Trial("failover", tmp_path)
    assert trial.attempt() is None
    [said] = [entry.data["known"] for entry in trial.entries() if entry.event == "opposite"]
    assert "unknown while the table does not replicate" in said


def test_a_run_that_broke_off_long_ago_stops_nobody(aws: Cloud) -> None:
    claims.take(run(aws, "primary"), "bob")  # and died
    west = run(aws, "standby")
    assert "has broken off" in claims.take(west, "ann")
    aws.clock.sleep(300)
    west.check()


def test_a_run_that_ended_has_taken_its_word_back(aws: Cloud) -> None:
    east = run(aws, "primary")
    claims.take(east, "bob")
    holding.let_go(east)
    began = aws.clock.seconds
    assert claims.take(run(aws, "standby"), "ann") == "none in sight; unknown while the table does not replicate"
    assert aws.clock.seconds - began < 5


def test_without_the_table_nobody_knows(aws: Cloud) -> None:
    west = run(aws, "standby")
    bare = replace(west, parts=[part for part in west.parts if part.module != "sessions"])
    assert claims.take(bare, "ann").startswith("unknown: there is no sessions table")


@pytest.mark.parametrize("mood", ["denied", "throttle", "500", "black hole"])
def test_a_table_that_takes_no_word_stops_no_failover(mood: Mood, tmp_path: Path) -> None:
    trial = Trial("failover", tmp_path)
    trial.aws.faults.append(lambda call: mood if call.operation == "update_item" else "")
    assert trial.attempt() is None
    [said] = [entry.data["known"] for entry in trial.entries() if entry.event == "opposite"]
    assert said.startswith("unknown: the sessions table does not take it")
    assert repr(outcome(trial.aws)) == undisturbed("failover")


def test_a_table_that_goes_silent_on_the_way_costs_a_failover_next_to_nothing(tmp_path: Path) -> None:
    trial, plain = Trial("failover", tmp_path / "silent"), Trial("failover", tmp_path / "plain")
    asked: list[float] = []

    def silent(call: Call) -> Mood:
        is_claim = call.operation in ("get_item", "update_item") and "claim" in str(call.params["Key"])
        if is_claim and any(entry.event == "phase" for entry in trial.entries()):
            asked.append(trial.aws.clock.seconds)
            return "black hole"
        return ""

    trial.aws.faults.append(silent)
    assert (trial.attempt(), plain.attempt()) == (None, None)
    assert len(asked) < 12
    assert trial.aws.clock.seconds - plain.aws.clock.seconds < 60


def test_a_run_that_is_met_on_its_way_stops_before_its_next_call_and_resumes(tmp_path: Path) -> None:
    trial = Trial("failover", tmp_path)
    word = ("shop-prod-sessions", "drgen/claim/primary")

    def appears(call: Call) -> Mood:
        if call.operation == "failover_global_cluster" and word not in trial.aws.stores.items:
            trial.aws.stores.items[word] = {"run": {"S": "another"}, "count": {"N": "7"}}
        return ""

    trial.aws.faults.append(appears)
    ended = trial.attempt()
    assert isinstance(ended, HeldError)
    assert trial.aws.edge.primary_serves()
    trial.aws.stores.items[word]["over"] = {"BOOL": True}
    trial.through()
    assert repr(outcome(trial.aws)) == undisturbed("failover")


def test_a_run_that_only_waits_is_not_followed(tmp_path: Path) -> None:
    trial = Trial("failover", tmp_path)
    trial.aws.rds.takes = 400.0
    tried: list[float] = []

    def follows(call: Call) -> Mood:
        waits = call.operation == "describe_global_clusters" and trial.aws.rds.globals["shop-prod-orders"].to
        if waits and trial.aws.clock.seconds - (tried or [600.0])[-1] > 100:
            tried.append(trial.aws.clock.seconds)
            with pytest.raises(HeldError, match="has the platform"):
                lease.take(Store.of(trial.aws, SPEC, "standby"), trial.aws.clock, "another", "bob")
        return ""

    trial.aws.faults.append(follows)
    assert trial.attempt() is None
    assert len(tried) > 2
