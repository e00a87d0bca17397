"""Every fault at every call that changes something: the run stops cleanly or goes on, and ends as if nothing was."""

from __future__ import annotations

from pathlib import Path

import pytest

from drgen.failover.outcome import StoppedError
from tests.failover.fakes.errors import Killed, Mood
from tests.failover.trying import Trial, at, outcome, undisturbed

# The calls that change something, as an undisturbed run makes them; a test below holds the list.
FAILOVER = [
    "failover_global_cluster", "failover_global_replication_group", "patch", "promote_read_replica", "put_item",
    "post", "put_metric_data", "put_parameter", "update_nodegroup_config", "update_schedule",
]  # fmt: skip
FAILBACK = [
    "create_db_instance_read_replica", "create_db_snapshot", "delete_db_instance", "failover_global_replication_group",
    "modify_db_instance", "promote_read_replica", "put_item", "put_metric_data", "put_parameter",
    "switchover_global_cluster", "update_schedule",
]  # fmt: skip
READS = [
    "describe_alarms", "describe_db_clusters", "describe_db_instances", "describe_global_clusters",
    "describe_global_replication_groups", "describe_load_balancers", "describe_nodegroup",
    "describe_replication_groups", "describe_table", "describe_target_health", "get_item", "get_parameter",
    "get_schedule", "head_object",
]  # fmt: skip
PASSING: list[tuple[Mood, int]] = [
    ("throttle", 1), ("throttle", 5), ("500", 1), ("503", 5), ("reset", 1), ("black hole", 2), ("lost", 1),
]  # fmt: skip
CUTTING: list[Mood] = ["kill", "die"]
STOPPING: list[Mood] = ["denied", "expired", "skewed"]


def test_the_lists_are_whole(tmp_path: Path) -> None:
    for kind, listed in (("failover", FAILOVER), ("failback", FAILBACK)):
        trial = Trial(kind, tmp_path / kind)
        assert trial.attempt() is None
        assert {call.operation for call in trial.aws.acts()} - {"create_security_group", "patch", "post"} <= set(listed)


@pytest.mark.parametrize(("mood", "times"), PASSING, ids=[f"{mood} x{times}" for mood, times in PASSING])
@pytest.mark.parametrize("operation", FAILOVER)
def test_what_passes_stops_no_failover(operation: str, mood: Mood, times: int, tmp_path: Path) -> None:
    trial = Trial("failover", tmp_path)
    trial.aws.faults.append(at(operation, mood, times=times))
    assert trial.attempt() is None
    assert repr(outcome(trial.aws)) == undisturbed("failover")
    assert trial.writers <= 1


@pytest.mark.parametrize("mood", CUTTING)
@pytest.mark.parametrize("operation", FAILOVER)
def test_a_killed_failover_resumes_to_the_same_end(operation: str, mood: Mood, tmp_path: Path) -> None:
    trial = Trial("failover", tmp_path)
    trial.aws.faults.append(at(operation, mood))
    trial.through()
    assert Killed in trial.ends
    assert repr(outcome(trial.aws)) == undisturbed("failover")


@pytest.mark.parametrize("mood", STOPPING)
@pytest.mark.parametrize("operation", FAILOVER)
def test_a_right_that_lacks_stops_it_until_it_is_given(operation: str, mood: Mood, tmp_path: Path) -> None:
    trial = Trial("failover", tmp_path)
    trial.aws.faults.append(at(operation, mood))
    ended = trial.attempt()
    assert isinstance(ended, StoppedError)
    assert {"patch": "PATCH", "post": "POST"}.get(operation, operation) in str(ended)
    trial.through()
    assert repr(outcome(trial.aws)) == undisturbed("failover")


@pytest.mark.parametrize("operation", FAILOVER)
def test_what_never_passes_stops_it_in_bounded_time(operation: str, tmp_path: Path) -> None:
    trial = Trial("failover", tmp_path)
    trial.aws.faults.append(at(operation, "throttle", times=10**6))
    began = trial.aws.clock.seconds
    assert isinstance(trial.attempt(), StoppedError)
    assert trial.aws.clock.seconds - began < 1800
    trial.aws.faults.pop()
    trial.through()
    assert repr(outcome(trial.aws)) == undisturbed("failover")


@pytest.mark.parametrize("mood", ["lost", "kill", "die", "500"])
@pytest.mark.parametrize("operation", FAILBACK)
def test_a_failback_ends_the_same_whatever_happens_on_the_way(operation: str, mood: Mood, tmp_path: Path) -> None:
    trial = Trial("failback", tmp_path)
    trial.aws.faults.append(at(operation, mood))
    trial.through()
    assert repr(outcome(trial.aws)) == undisturbed("failback")
    assert trial.writers <= 1


@pytest.mark.parametrize("mood", ["throttle", "500", "reset"])
@pytest.mark.parametrize("operation", READS)
def test_a_question_without_an_answer_is_asked_again(operation: str, mood: Mood, tmp_path: Path) -> None:
    trial = Trial("failover", tmp_path)
    fault = at(operation, mood, times=2)
    trial.aws.faults.append(lambda call: fault(call) if any(e.event == "phase" for e in trial.entries()) else "")
    trial.through()
    assert repr(outcome(trial.aws)) == undisturbed("failover")


@pytest.mark.parametrize("mood", ["kill", "die", "500", "denied"])
@pytest.mark.parametrize("number", [0, 1, 3, 8, 21])
def test_a_journal_that_cannot_be_copied_stops_what_it_would_announce(number: int, mood: Mood, tmp_path: Path) -> None:
    trial = Trial("failover", tmp_path)
    puts = [0]

    def fault(call: object) -> Mood:
        if getattr(call, "operation", "") == "put_object":
            puts[0] += 1
            return mood if puts[0] == number + 1 else ""
        return ""

    trial.aws.faults.append(fault)
    trial.through()
    assert repr(outcome(trial.aws)) == undisturbed("failover")
