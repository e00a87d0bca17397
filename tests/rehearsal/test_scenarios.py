"""Which stages are played."""

import pytest

from drgen.commands import rehearse
from drgen.project import Project
from drgen.rehearsal import scenarios
from tests.conftest import ROOT

HERE = Project(ROOT)


def names(scenario: str, environment: str) -> list[str]:
    return [stage.name for stage in scenarios.stages(scenario, HERE.load(environment)[1])]


def test_a_warm_standby_is_failed_over_and_comes_home() -> None:
    assert names("dark", "shop-prod") == ["build", "dark", "failover", "home", "destroy"]


def test_where_nothing_waits_in_the_standby_there_is_no_failover() -> None:
    assert names("dark", "minimal") == ["build", "dark", "destroy"]


def test_the_command_offers_what_there_is() -> None:
    assert set(rehearse.SCENARIOS) == scenarios.SCENARIOS.keys()
    stages = {stage.name for played in scenarios.SCENARIOS.values() for stage in played}
    assert set(rehearse.STAGES) == {"build", "destroy", *stages}


@pytest.mark.parametrize("scenario", scenarios.SCENARIOS)
def test_every_scenario_is_built_and_destroyed(scenario: str) -> None:
    played = names(scenario, "shop-prod")
    assert (played[0], played[-1]) == ("build", "destroy")
