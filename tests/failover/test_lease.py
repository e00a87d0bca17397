"""One run at a time; whoever slept through his turn does nothing more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from drgen.failover import engine, lease, statelocks
from drgen.failover.engine import Wish
from drgen.failover.outcome import HeldError, NotReadyError
from drgen.failover.store import Store
from tests.failover.fakes.cloud import Cloud, cloud
from tests.failover.fakes.errors import Call, Mood
from tests.failover.trying import HERE, Trial, at

SPEC, STACKS = HERE.load("shop-prod")


@pytest.fixture
def aws() -> Cloud:
    return cloud(SPEC, STACKS)


def store(aws: Cloud) -> Store:
    return Store.of(aws, SPEC, "standby")


def test_the_second_operator_is_told_who_was_first(aws: Cloud) -> None:
    lease.take(store(aws), aws.clock, "one", "ann@host")
    with pytest.raises(HeldError, match="one, started by ann@host, has the platform"):
        lease.take(store(aws), aws.clock, "two", "bob@host")


def test_a_run_that_ended_makes_room_at_once(aws: Cloud) -> None:
    lease.take(store(aws), aws.clock, "one", "ann").release()
    assert lease.take(store(aws), aws.clock, "two", "bob").token == 2


def test_of_two_that_begin_at_once_one_does(aws: Cloud) -> None:
    there = store(aws)
    listed = aws.stores.list_objects_v2

    def late(region: str, params: dict[str, str]) -> dict[str, object]:
        found = listed(region, params)
        aws.stores.list_objects_v2 = listed  # type: ignore[method-assign]
        lease.take(there, aws.clock, "first", "ann")
        return found

    aws.stores.list_objects_v2 = late  # type: ignore[method-assign]
    with pytest.raises(HeldError, match="at the same moment"):
        lease.take(there, aws.clock, "second", "bob")


def test_a_sleeper_finds_its_follower_before_its_next_call(aws: Cloud) -> None:
    sleeper = lease.take(store(aws), aws.clock, "one", "ann")
    aws.clock.sleep(lease.PATIENCE + 1)
    follower = lease.take(store(aws), aws.clock, "two", "bob")
    with pytest.raises(HeldError, match="took over"):
        sleeper.check()
    follower.check()


def test_a_run_that_works_is_never_followed(aws: Cloud) -> None:
    worker = lease.take(store(aws), aws.clock, "one", "ann")
    for _ in range(20):
        aws.clock.sleep(30)
        worker.check()
    with pytest.raises(HeldError):
        lease.take(store(aws), aws.clock, "two", "bob")


def test_our_own_clock_has_no_say_in_how_old_a_lease_is(aws: Cloud) -> None:
    lease.take(store(aws), aws.clock, "one", "ann")
    aws.clock.skew = 3600.0
    with pytest.raises(HeldError):
        lease.take(store(aws), aws.clock, "two", "bob")


def test_a_suspended_run_changes_nothing_when_it_wakes(tmp_path: Path) -> None:
    trial = Trial("failover", tmp_path)
    taken = [False]

    def suspended(call: Call) -> Mood:
        if call.operation == "describe_target_health" and not taken[0]:
            taken[0] = True
            trial.aws.clock.sleep(lease.PATIENCE + 60)
            lease.take(store(trial.aws), trial.aws.clock, "another", "bob")
            suspended.acts = len(trial.aws.acts())  # type: ignore[attr-defined]
        return ""

    trial.aws.faults.append(suspended)
    assert isinstance(trial.attempt(), HeldError)
    assert len(trial.aws.acts()) == suspended.acts  # type: ignore[attr-defined]


def test_a_states_lock_is_what_terraform_writes_and_names_the_run(aws: Cloud) -> None:
    statelocks.take(store(aws), "standby", "run-1", "ann@host", aws.clock)
    body, _ = aws.stores.objects["acme-shop-prod-state-us-west-2", "standby/terraform.tfstate.tflock"]
    said = json.loads(body)
    assert set(said) == {"ID", "Operation", "Info", "Who", "Version", "Created", "Path"}
    assert (said["Who"], said["Info"]) == ("ann@host", "drgen run run-1")
    assert said["Path"] == "acme-shop-prod-state-us-west-2/standby/terraform.tfstate"


def test_a_state_that_terraform_has_is_not_taken(aws: Cloud) -> None:
    info = json.dumps({"Operation": "OperationTypeApply", "Who": "ci@runner", "Created": "now", "Info": ""})
    key = ("acme-shop-prod-state-us-west-2", "standby/terraform.tfstate.tflock")
    aws.stores.objects[key] = (info.encode(), aws.clock.true())
    with pytest.raises(HeldError, match="OperationTypeApply by ci@runner"):
        statelocks.take(store(aws), "standby", "run-1", "ann", aws.clock)
    assert not statelocks.release(store(aws), "standby", "run-1")


def test_a_resumed_run_knows_its_own_locks(tmp_path: Path) -> None:
    trial = Trial("failover", tmp_path)
    trial.aws.faults.append(at("put_parameter", "kill"))
    trial.through()
    locks = [key for _, key in trial.aws.stores.objects if key.endswith(".tflock")]
    assert sorted(locks) == ["global/terraform.tfstate.tflock", "standby/terraform.tfstate.tflock"]


def test_a_failback_is_refused_while_a_failover_is_on_its_way(tmp_path: Path) -> None:
    trial = Trial("failback", tmp_path)
    lease.take(store(trial.aws), trial.aws.clock, "another", "bob")  # into the standby: its bucket
    assert isinstance(trial.attempt(), HeldError)
    assert trial.aws.acts() == []
    freed = lease.holder(Store.of(trial.aws, SPEC, "primary"))
    assert freed is not None
    assert freed["released"]


def test_what_changed_while_somebody_confirmed_is_seen(tmp_path: Path) -> None:
    trial = Trial("failover", tmp_path)
    run = engine.prepare(HERE, "shop-prod", Wish("failover", "standby"), trial.aws.world())
    engine.look(run)
    trial.aws.edge.lag["ReplicaLag"] = 10_000.0
    with pytest.raises(NotReadyError):
        engine.begin(run, tmp_path, STACKS)
    assert trial.aws.acts() == []
    assert lease.take(store(trial.aws), trial.aws.clock, "next", "bob").token == 2
