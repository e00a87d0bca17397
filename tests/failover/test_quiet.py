"""A planned move loses nothing: not what an open connection still writes, nor what an idle replica seems to lack."""

from __future__ import annotations

from pathlib import Path

import pytest

from drgen.failover.engine import Wish
from drgen.failover.outcome import StoppedError
from tests.failover.fakes.cloud import Cloud
from tests.failover.fakes.errors import Mood
from tests.failover.trying import Trial, at, outcome, undisturbed

P, S, REPORTING = "us-east-1", "us-west-2", "shop-prod-reporting"


def test_an_idle_source_whose_replica_shows_five_minutes_is_waited_for_and_no_longer(tmp_path: Path) -> None:
    trial = Trial("switchover", tmp_path)
    clock = trial.aws.clock
    trial.aws.edge.replayed = lambda: clock.seconds // 300 * 300  # RDS's own transaction, every five minutes
    began = clock.seconds
    assert trial.attempt() is None
    left = trial.aws.rds.instances[P, REPORTING].left_at
    assert left is not None
    [promotion] = [call for call in trial.aws.acts() if call.operation == "promote_read_replica"]
    assert promotion.region == S
    assert clock.seconds - began < 1500
    assert repr(outcome(trial.aws)) == undisturbed("switchover")


def test_nothing_is_promoted_before_the_replica_has_what_the_last_client_wrote(tmp_path: Path) -> None:
    trial = Trial("switchover", tmp_path)
    aws, behind = trial.aws, 90.0
    aws.edge.replayed = lambda: aws.clock.seconds - behind
    at: list[float] = []

    def watch(call: object) -> str:
        if getattr(call, "operation", "") == "promote_read_replica":
            at.append(aws.clock.seconds)
        return ""

    aws.faults.append(watch)  # type: ignore[arg-type]
    assert trial.attempt() is None
    left = aws.rds.instances[P, REPORTING].left_at
    assert left is not None
    assert at[0] - behind > left


def test_a_client_that_stays_connected_is_cut_off_by_one_reboot(tmp_path: Path) -> None:
    trial = Trial("switchover", tmp_path)
    trial.aws.rds.instances[P, REPORTING].stubborn = True
    assert trial.attempt() is None
    assert trial.aws.rds.reboots == [(P, REPORTING)]
    calls = [call.operation for call in trial.aws.acts()]
    assert calls.index("reboot_db_instance") < calls.index("promote_read_replica")
    assert repr(outcome(trial.aws)) == undisturbed("switchover")


def test_who_is_connected_must_be_known(tmp_path: Path) -> None:
    trial = Trial("switchover", tmp_path)
    trial.aws.edge._connections = lambda _region, _params: []  # type: ignore[method-assign]
    ended = trial.attempt()
    assert isinstance(ended, StoppedError)
    assert "nobody knows yet who is connected to shop-prod-reporting" in str(ended)
    assert trial.aws.rds.promotions == []
    assert trial.aws.edge.primary_serves()


@pytest.mark.parametrize("mood", ["lost", "kill", "die", "500", "throttle"])
def test_a_reboot_that_is_disturbed_is_made_good(mood: Mood, tmp_path: Path) -> None:
    trial = Trial("switchover", tmp_path)
    trial.aws.rds.instances[P, REPORTING].stubborn = True
    trial.aws.faults.append(at("reboot_db_instance", mood))
    trial.through()
    assert repr(outcome(trial.aws)) == undisturbed("switchover")


def old_primary(aws: Cloud) -> None:
    """The standby was promoted while the primary was away; it is back, and its clients never noticed."""
    aws.rds.instances[S, REPORTING].source = ""
    aws.rds.globals["shop-prod-orders"].writer = S
    aws.caches.stores["shop-prod-carts"].leader = S
    aws.rds.instances[P, REPORTING].stubborn = True


def test_a_fence_ends_when_nobody_is_connected_any_more(tmp_path: Path) -> None:
    trial = Trial("switchover", tmp_path)
    old_primary(trial.aws)
    assert trial.attempt(Wish("fence", "primary")) is None
    assert trial.aws.rds.reboots == [(P, REPORTING)]
    assert trial.aws.rds.instances[P, REPORTING].left_at is not None
