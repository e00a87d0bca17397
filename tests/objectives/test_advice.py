"""What would help most, computed by running the model again."""

from pathlib import Path
from typing import Any

import pytest

from drgen.objectives import advice, model
from tests.objectives.platforms import HERE, platform


def advised(folder: Path, changed: dict[str, Any] | None = None) -> dict[str, advice.Change]:
    spec, stacks = platform(folder, changed)
    return {change.what: change for change in advice.changes(spec, HERE.catalog, model(spec, stacks))}


def test_the_change_that_saves_most_comes_first(tmp_path: Path) -> None:
    saved = [change.p95 for change in advised(tmp_path).values()]
    assert saved == sorted(saved, reverse=True)


def test_an_automatic_decision_saves_the_page_and_the_approval_and_is_not_available(tmp_path: Path) -> None:
    change = advised(tmp_path)["decision: automatic"]
    assert (change.p50, change.p95, change.available) == (780, 2220, False)


# What the spec says → a change, and what it saves at p95, in seconds.
SAVES: dict[str, tuple[dict[str, Any], str, float]] = {
    "nodes: then the database is longest": (
        {"components": {"catalogue": {"warming": None}}},
        "eks: 6 nodes wait, not 3",
        200,
    ),
    "a switch by ARC": ({}, "traffic: routing_control", 120),
    "a faster check": (
        {"components": {"dns": {"health_check": {"interval": "30s"}}}},
        "dns: health_check: interval: 10s",
        80,
    ),
    "an instance": (
        {"strategy": "pilot_light", "scale": None, "components": {"mail": None, "catalogue": None, "eks": None}},
        "orders: one instance waits",
        900,
    ),
}


@pytest.mark.parametrize(("changed", "what", "seconds"), SAVES.values(), ids=SAVES)
def test_a_change_saves(tmp_path: Path, changed: dict[str, Any], what: str, seconds: float) -> None:
    found = advised(tmp_path, changed)
    assert found[what].p95 == pytest.approx(seconds)
    assert found[what].available


def test_what_saves_nothing_is_not_advised(tmp_path: Path) -> None:
    assert "dns: health_check: interval: 10s" not in advised(tmp_path)
    assert not [what for what in advised(tmp_path, {"strategy": "hot_standby"}) if what.startswith("strategy")]
