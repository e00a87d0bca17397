"""The checks of the objectives: each fails on one change of shop-prod, and passes on it as it is or on another."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from drgen import checks
from drgen.findings import Finding, Severity
from drgen.objectives import model
from tests.objectives.platforms import estimate, platform
from tests.objectives.test_evidence import GOOD, written

TODAY = date(2026, 11, 23)


def found(folder: Path, check: str, changed: dict[str, Any]) -> list[Finding]:
    spec, stacks = platform(folder, {"estimates": {"decide": estimate("10m", "20m")}} | changed)
    facts = {"spec": spec, "stacks": stacks, "expected": model(spec, stacks), "today": TODAY}
    return checks.run(facts, only=lambda one: one.id == check)


def objectives(**said: Any) -> dict[str, Any]:
    return {"objectives": said}


LANES = [
    "carts.promote",
    "catalogue.warm",
    "eks.nodes",
    "eks.pods",
    "eks.targets",
    "events.definitions",
    "events.consumers",
    "mail.definitions",
    "mail.consumers",
    "orders.promote",
    "reporting.promote",
]


def every_step(seconds: str) -> dict[str, Any]:
    """Every step of shop-prod's failover, declared: no figure is an estimate."""
    ids = ["detect", "page", "decide", "start", "latch", "dns", "clients", *LANES]
    return {"estimates": {id_: estimate(seconds, seconds) for id_ in ids}}


FAILS: dict[str, tuple[str, dict[str, Any], Severity, str]] = {
    "estimated": (
        "recovery_time_objective_cannot_be_met",
        objectives(rto="30m"),
        Severity.HIGH,
        "platform: RTO 30 min, but a failover takes 56 min (p95; expected 24 min); 20 min of it: a person",
    ),
    "declared": (
        "recovery_time_objective_cannot_be_met",
        every_step("10m"),
        Severity.BLOCKER,
        "platform: RTO 60 min, but a failover takes 100 min",
    ),
    "a component's": (
        "recovery_time_objective_cannot_be_met",
        {"components": {"reporting": {"objectives": {"rto": "45m"}}}},
        Severity.HIGH,
        "reporting: RTO 45 min, but a failover takes 60 min",
    ),
    "documented lag": (
        "recovery_point_objective_cannot_be_met",
        {"components": {"orders": {"objectives": {"rpo": "4s"}}}},
        Severity.BLOCKER,
        "orders: RPO 4 s, but a failover loses up to 5 s: Aurora global database",
    ),
    "estimated lag": (
        "recovery_point_objective_cannot_be_met",
        {"components": {"reporting": {"objectives": {"rpo": "1m"}}}},
        Severity.HIGH,
        "reporting: RPO 60 s, but a failover loses up to 5 min: RDS read replica",
    ),
    "nothing arrives": (
        "recovery_point_objective_cannot_be_met",
        {"strategy": "pilot_light"},
        Severity.BLOCKER,
        "mail: RPO 60 s, but a failover loses all: no broker in the standby to link to (`standby: present`)",
    ),
    "zero": (
        "recovery_point_of_zero_with_asynchronous_replication",
        {"components": {"orders": {"objectives": {"rpo": "0s"}}}},
        Severity.BLOCKER,
        "orders: RPO 0, but an unplanned failover may lose 5 s",
    ),
    "approval": (
        "approval_alone_exceeds_the_objective",
        objectives(rto="15m"),
        Severity.HIGH,
        "RTO 15 min, but a decision takes 20 min (p95)",
    ),
    "detection": (
        "recovery_time_is_shorter_than_detection",
        objectives(rto="3m"),
        Severity.HIGH,
        "RTO 3 min, but the outage is known after 4 min",
    ),
    "close": (
        "expected_recovery_time_is_close_to_the_objective",
        {
            "estimates": {
                "decide": estimate("22m", "25m"),
                "eks.nodes": estimate("8m", "8m"),
                "catalogue.warm": estimate("1m", "1m"),
            }
        },
        Severity.MEDIUM,
        "platform: RTO 60 min, expected are 38 min already",
    ),
    "loose": (
        "objective_is_looser_than_the_replication",
        {"components": {"orders": {"objectives": {"rpo": "1h"}}}},
        Severity.NOTE,
        "RPO 60 min, the worst durable store (orders) loses 5 s",
    ),
    "kept by what is stated": (
        "promise_rests_on_the_specs_own_figures",
        {},
        Severity.NOTE,
        "platform: RTO 60 min is kept (56 min) by what is stated here; by the model's own figures it is 66 min",
    ),
    "a loss that is stated": (
        "promise_rests_on_the_specs_own_figures",
        {
            "components": {"reporting": {"objectives": {"rpo": "1m"}}},
            "estimates": {"reporting.loss": estimate("1s", "30s")},
        },
        Severity.NOTE,
        "reporting: RPO 60 s is kept (30 s) by what is stated here; by the model's own figures it is 5 min",
    ),
    "never drilled": ("failover_was_never_drilled", {}, Severity.NOTE, "no drill on AWS is on record"),
    "headless": (
        "headless_database_with_short_objective",
        {"components": {"orders": {"standby": {"instances": {}}, "objectives": {"rto": "15m"}}}},
        Severity.HIGH,
        "RTO 15 min, but the standby has no instance of orders until one is created",
    ),
    "estimate of nothing": (
        "estimate_has_no_effect",
        {"estimates": {"order.promote": estimate("1m", "2m")}},
        Severity.MEDIUM,
        "there is no step order.promote",
    ),
}


@pytest.mark.parametrize(("check", "changed", "severity", "message"), FAILS.values(), ids=FAILS)
def test_a_check_finds(tmp_path: Path, check: str, changed: dict[str, Any], severity: Severity, message: str) -> None:
    said = {finding.message: finding for finding in found(tmp_path, check, changed)}
    [finding] = [said[words] for words in said if words.startswith(message)]
    assert finding.severity == severity
    assert finding.mark
    assert finding.fix


PASSES: dict[str, tuple[str, dict[str, Any]]] = {
    "kept": ("recovery_time_objective_cannot_be_met", {}),
    "lag within": ("recovery_point_objective_cannot_be_met", {}),
    "zero is another check's": ("recovery_point_objective_cannot_be_met", objectives(rpo="0s")),
    "small is not zero": ("recovery_point_of_zero_with_asynchronous_replication", {}),
    "decided in time": ("approval_alone_exceeds_the_objective", {}),
    "detected in time": ("recovery_time_is_shorter_than_detection", {}),
    "far": ("expected_recovery_time_is_close_to_the_objective", {}),
    "not kept is another check's": (
        "expected_recovery_time_is_close_to_the_objective",
        objectives(rto="25m"),
    ),
    "tight": ("objective_is_looser_than_the_replication", {}),
    "kept by the model too": ("promise_rests_on_the_specs_own_figures", objectives(rto="67m")),
    "not kept anyway": ("promise_rests_on_the_specs_own_figures", objectives(rto="50m")),
    "headless with time": (
        "headless_database_with_short_objective",
        {"components": {"orders": {"standby": {"instances": {}}}}},
    ),
    "an instance waits": ("headless_database_with_short_objective", objectives(rto="15m")),
    "backups as often": ("backups_are_too_rare", {"components": {"backup": {"copy_every": "12h"}}}),
    "nothing promised": ("backups_are_too_rare", objectives(corruption=None)),
    "estimate of a step": ("estimate_has_no_effect", {}),
    "estimate of a loss": ("estimate_has_no_effect", {"estimates": {"orders.loss": estimate("1s", "2s")}}),
    "no evidence": ("evidence_has_no_effect", {}),
    "no drill": ("evidence_is_stale", {}),
}


@pytest.mark.parametrize(("check", "changed"), PASSES.values(), ids=PASSES)
def test_a_check_is_content(tmp_path: Path, check: str, changed: dict[str, Any]) -> None:
    if check == "recovery_point_objective_cannot_be_met" and changed:
        assert not [one for one in found(tmp_path, check, changed) if one.path == ("objectives", "rpo")]
    else:
        assert found(tmp_path, check, changed) == []


DRILLS: dict[str, tuple[str, dict[str, Any], dict[str, Any], list[str]]] = {
    "a good drill": ("evidence_has_no_effect", GOOD, {}, []),
    "on an emulator": (
        "evidence_has_no_effect",
        GOOD | {"where": "emulator"},
        {},
        ["it was measured on an emulator: its times count for nothing"],
    ),
    "of another platform": (
        "evidence_has_no_effect",
        GOOD | {"steps": {"stock.promote": 3}},
        {},
        ["it measured what this failover has not: stock.promote"],
    ),
    "of this year's half": ("evidence_is_stale", GOOD, {}, []),
    "long ago": (
        "evidence_is_stale",
        GOOD | {"measured_at": "2026-05-01T00:00:00Z"},
        {},
        ["the last drill, failover, was 206 days ago"],
    ),
    "an emulator's": (
        "failover_was_never_drilled",
        GOOD | {"where": "emulator"},
        {},
        ["no drill on AWS is on record: nothing was measured"],
    ),
    "older than the platform": (
        "failover_was_never_drilled",
        GOOD | {"steps": {id_: 60 for id_ in LANES if not id_.startswith("orders.")}},
        {},
        ["no drill has measured orders.promote: the platform is newer than its drills"],
    ),
    "as new as the platform": ("failover_was_never_drilled", GOOD | {"steps": dict.fromkeys(LANES, 60)}, {}, []),
    "measured already": (
        "estimate_has_no_effect",
        GOOD,
        {"estimates": {"orders.promote": estimate("1m", "2m")}},
        ["orders.promote was measured: 1 drill on AWS, the last on 2026-10-02"],
    ),
}


@pytest.mark.parametrize(("check", "drill", "changed", "messages"), DRILLS.values(), ids=DRILLS)
def test_a_check_reads_the_drills(
    tmp_path: Path, check: str, drill: dict[str, Any], changed: dict[str, Any], messages: list[str]
) -> None:
    said = found(tmp_path, check, changed | written(tmp_path, drill))
    assert [finding.message for finding in said] == messages
