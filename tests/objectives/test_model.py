"""The promises of whole platforms: what is kept, for whom, and on which figures that rests."""

from pathlib import Path
from typing import Any

import pytest

from drgen.objectives import Model, failback, model
from tests.objectives.platforms import HERE, estimate, modelled

WORKED = {  # docs/rto-model.md: no latch and no page, nodes by Karpenter, targets after 5 × 30 s
    "page": estimate("0s", "0s"),
    "latch": estimate("0s", "0s"),
    "eks.nodes": estimate("1m", "3m"),
    "eks.targets": estimate("150s", "210s"),
}


UNPLANNED = {"catalogue": {"warming": None}}  # a warm cache without a plan: nothing waits for the databases


def minutes(found: Model) -> dict[str, tuple[float, float]]:
    return {one.scope: (round(one.p50 / 60, 1), round(one.p95 / 60, 1)) for one in found.rto}


def test_the_worked_example_is_reproduced_from_a_spec(tmp_path: Path) -> None:
    assert minutes(modelled(tmp_path, {"estimates": WORKED, "components": UNPLANNED}))["platform"] == (17.1, 50.3)


def test_with_a_manual_approval_a_quarter_of_an_hour_cannot_be_promised(tmp_path: Path) -> None:
    found = modelled(tmp_path, {"estimates": WORKED, "objectives": {"rto": "15m"}})
    assert not found.rto[0].kept


@pytest.mark.parametrize("name", HERE.environments)
def test_a_shipped_environment_keeps_its_promises(name: str) -> None:
    found = model(*HERE.load(name))
    assert [one for one in (*found.rto, *found.rpo) if not one.kept] == []


def test_a_component_with_its_own_rto_holds_up_nobody_else(tmp_path: Path) -> None:
    own = modelled(tmp_path, {"components": UNPLANNED})
    shared = modelled(tmp_path, {"components": UNPLANNED | {"reporting": {"objectives": None}}})
    assert own.rto[0].p95 < shared.rto[0].p95
    assert [one.scope for one in own.rto] == ["platform", "reporting"]
    assert own.rto[1].p95 == shared.rto[0].p95
    assert own.rto[1].path == ("components", "reporting", "objectives", "rto")


def test_a_cache_is_filled_after_the_databases_have_moved(tmp_path: Path) -> None:
    found = modelled(tmp_path)
    assert [step.id for step in found.rto[0].because if step.id.startswith(("orders", "catalogue"))] == [
        "orders.promote",
        "catalogue.warm",
    ]
    starts = found.timeline.starts("p95")
    assert starts["catalogue.warm"] - starts["orders.promote"] == 600
    slow = modelled(tmp_path, {"estimates": {"eks.nodes": estimate("20m", "20m")}}).timeline.starts("p95")
    assert slow["catalogue.warm"] - slow["eks.nodes"] == 1200, "nor before there are nodes"


def test_a_store_is_judged_by_its_own_rpo_or_the_platforms(tmp_path: Path) -> None:
    paths = {one.scope: (one.path, one.declared) for one in modelled(tmp_path).rpo}
    assert paths["reporting"] == (("components", "reporting", "objectives", "rpo"), 900)
    assert paths["orders"] == (("objectives", "rpo"), 60)
    assert "catalogue" not in paths


def test_a_promise_says_whether_it_rests_on_estimates(tmp_path: Path) -> None:
    found = modelled(tmp_path)
    assert not found.rto[0].verified
    every = {step.id: estimate("1s", "1s") for step in found.timeline.steps()}
    assert modelled(tmp_path, {"estimates": every}).rto[0].verified


SLOWER = [("detect", "1h"), ("decide", "2h"), ("orders.promote", "3h"), ("dns", "1h"), ("clients", "1h")]


@pytest.mark.parametrize(("step", "takes"), SLOWER)
def test_a_slower_estimate_makes_the_recovery_slower(tmp_path: Path, step: str, takes: str) -> None:
    before = modelled(tmp_path).rto[0]
    after = modelled(tmp_path, {"estimates": {step: estimate(takes, takes)}}).rto[0]
    assert after.p95 > before.p95
    assert after.p50 > before.p50


STRATEGIES = ("hot_standby", "warm_standby", "pilot_light", "backup_restore")


def test_a_cheaper_strategy_is_never_faster(tmp_path: Path) -> None:
    plain: dict[str, Any] = {"components": {"eks": {"standby": None}}}
    times = [modelled(tmp_path, plain | {"strategy": strategy}).rto[0].p95 for strategy in STRATEGIES]
    assert times == sorted(times)


def test_rds_comes_home_by_two_seedings_and_aurora_by_a_switchover(tmp_path: Path) -> None:
    home = [step.id for step in failback.steps(modelled(tmp_path).parts)]
    assert home == [
        *("carts.return", "orders.switchover"),
        *("reporting.seed", "reporting.quiet", "reporting.return", "reporting.reseed"),
    ]
