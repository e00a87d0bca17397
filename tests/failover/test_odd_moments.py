"""What goes wrong with time, places and data that nobody wants to lose."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from drgen.failover.engine import Wish
from drgen.failover.outcome import NotReadyError
from drgen.failover.run import UNKNOWN, Consent
from tests.failover.fakes.errors import Call, Killed, Mood
from tests.failover.trying import Trial, outcome, undisturbed

P, S, REPORTING = "us-east-1", "us-west-2", "shop-prod-reporting"


def test_all_that_a_failover_writes_down_lies_in_the_region_that_it_rescues_into(tmp_path: Path) -> None:
    trial = Trial("failover", tmp_path)
    assert trial.attempt() is None
    assert {bucket for bucket, _ in trial.aws.stores.objects} == {f"acme-shop-prod-state-{S}"}
    assert {call.region for call in trial.aws.calls} == {S}


def test_a_writer_that_nobody_could_fence_is_written_down_as_unknown(tmp_path: Path) -> None:
    trial = Trial("failover", tmp_path)
    assert trial.attempt() is None
    said = [entry.data for entry in trial.entries() if entry.event == "unfenced"]
    assert [one["instance"] for one in said] == ["carts", "orders", "reporting"]
    assert all("may still take its writes" in one["why"] for one in said)
    assert all("`drgen fence shop-prod --region primary`" in one["commands"][0] for one in said)


@pytest.mark.parametrize("seconds", [-600.0, 600.0], ids=["back", "ahead"])
def test_a_clock_that_is_set_on_the_way_changes_nothing(seconds: float, tmp_path: Path) -> None:
    trial = Trial("failover", tmp_path)

    def step(call: Call) -> Mood:
        if call.operation == "failover_global_cluster":
            trial.aws.clock.skew = seconds
        return ""

    trial.aws.faults.append(step)
    assert trial.attempt() is None
    assert repr(outcome(trial.aws)) == undisturbed("failover")


def test_a_run_may_be_resumed_in_another_time_zone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trial = Trial("failover", tmp_path)
    killed = [False]

    def kill(call: Call) -> Mood:
        first = call.operation == "promote_read_replica" and not killed[0]
        killed[0] |= first
        return "die" if first else ""

    trial.aws.faults.append(kill)
    assert isinstance(trial.attempt(), Killed)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    try:
        trial.aws.clock.sleep(130)
        assert trial.attempt() is None
    finally:
        monkeypatch.undo()
        os.environ.pop("TZ", None)
        time.tzset()
    assert all(entry.at.endswith("Z") for entry in trial.entries())
    assert repr(outcome(trial.aws)) == undisturbed("failover")


@pytest.mark.parametrize(
    ("consent", "goes"),
    [(None, False), (Consent(10**6, "me", "fire"), False), (Consent(UNKNOWN, "me", "fire"), True)],
    ids=["no consent", "to some", "to the unknown"],
)
def test_home_without_the_standby_what_it_wrote_is_lost_only_with_consent(
    consent: Consent | None, *, goes: bool, tmp_path: Path
) -> None:
    trial = Trial("failback", tmp_path)
    trial.aws.dark.add(S)
    trial.kind = "home"
    ended = trial.attempt(Wish("failover", "primary", consent))
    assert (ended is None) is goes
    if not goes:
        assert isinstance(ended, NotReadyError)
        assert "what was written since it last led would be lost" in str(ended)
        assert trial.aws.acts() == []


@pytest.mark.parametrize("mood", ["kill", "die"])
@pytest.mark.parametrize("number", [2, 5, 13, 30, 44])
def test_a_run_killed_at_any_entry_of_its_journal_resumes_to_the_same_end(
    number: int, mood: Mood, tmp_path: Path
) -> None:
    """Before and after the copy of the entry; the disk has it by then."""
    trial = Trial("failover", tmp_path)
    entries = [0]

    def fault(call: Call) -> Mood:
        if call.operation == "put_object" and str(call.params["Key"]).endswith(".jsonl"):
            entries[0] += 1
            return mood if entries[0] == number else ""
        return ""

    trial.aws.faults.append(fault)
    trial.through()
    assert Killed in trial.ends
    assert repr(outcome(trial.aws)) == undisturbed("failover")
