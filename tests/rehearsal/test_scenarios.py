"""Which stages are played."""

from functools import cache

import pytest

from drgen.commands import rehearse
from drgen.errors import DrgenError
from drgen.project import Project
from drgen.rehearsal import scenarios
from drgen.stacks import Stack
from tests.conftest import ROOT

HERE = Project(ROOT)


@cache
def roots(environment: str) -> list[Stack]:
    return HERE.load(environment)[1]


def names(scenario: str, environment: str, *only: str, keep: bool = False) -> list[str]:
    return [stage.name for stage in scenarios.chosen(scenario, roots(environment), only, keep=keep)]


def test_a_warm_standby_is_failed_over_and_comes_home() -> None:
    assert names("dark", "shop-prod") == ["build", "dark", "failover", "home", "destroy"]


def test_where_nothing_waits_in_the_standby_there_is_no_failover() -> None:
    assert names("dark", "minimal") == ["build", "dark", "destroy"]


@pytest.mark.parametrize("scenario", sorted(scenarios.SCENARIOS.keys() - {"dark"}))
def test_a_scenario_that_has_nothing_to_move_is_refused(scenario: str) -> None:
    with pytest.raises(DrgenError, match="nothing of this platform moves"):
        names(scenario, "minimal")


def test_what_was_asked_for_is_played_after_the_build() -> None:
    assert names("dark", "shop-prod", "failover") == ["build", "failover"]
    assert names("dark", "shop-prod", "failover", "destroy", keep=True) == ["build", "failover", "destroy"]
    with pytest.raises(DrgenError, match="lag has no stage failover"):
        names("lag", "shop-prod", "failover")


def test_what_is_kept_is_not_destroyed() -> None:
    assert names("dark", "shop-prod", keep=True) == ["build", "dark", "failover", "home"]


def test_what_was_not_played_is_said() -> None:
    [said] = scenarios.left_out("dark", roots("shop-prod"), scenarios.chosen("dark", roots("shop-prod"), ["home"]))
    assert said == "What was not played: dark, failover, destroy."
    assert scenarios.left_out("dark", roots("shop-prod"), scenarios.stages("dark", roots("shop-prod"))) == []


def test_the_command_offers_what_there_is() -> None:
    assert set(rehearse.SCENARIOS) == scenarios.SCENARIOS.keys()
    stages = {stage.name for played in scenarios.SCENARIOS.values() for stage in played}
    assert set(rehearse.STAGES) == {"build", "destroy", *stages}


@pytest.mark.parametrize("scenario", scenarios.SCENARIOS)
def test_every_scenario_is_built_and_destroyed(scenario: str) -> None:
    played = names(scenario, "shop-prod")
    assert (played[0], played[-1]) == ("build", "destroy")
