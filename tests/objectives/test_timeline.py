"""The failover in time: the worked example, what decides each step, and what can never happen."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgen.objectives.figures import Figure
from drgen.objectives.moves import Step
from drgen.objectives.timeline import Timeline
from tests.objectives.platforms import estimate, modelled


def step(name: str, p50: float, p95: float, *, data: bool = False) -> Step:
    """A step of so many minutes."""
    return Step(name, name, Figure(p50 * 60, p95 * 60, "the example"), data)


# docs/rto-model.md: Karpenter, a warm standby, Route 53 10 s × 3, an approval, an Aurora failover; no latch, no page.
WORKED = Timeline(
    before=(step("detect", 35 / 60, 50 / 60), step("decide", 10, 30), step("start", 0.5, 1)),
    lanes={
        "orders": (step("orders.promote", 2, 10, data=True),),
        "eks": (step("eks.nodes", 1, 3), step("eks.pods", 1, 4), step("eks.targets", 2.5, 3.5)),
        "carts": (step("carts.promote", 1, 2),),
    },
    traffic=(step("dns", 1, 3),),
    after=(step("clients", 0.5, 5),),
    serving=frozenset({"eks"}),
)


def test_the_worked_example_takes_17_minutes_and_plans_with_50() -> None:
    assert round(WORKED.seconds("p50") / 60, 1) == 17.1
    assert round(WORKED.seconds("p95") / 60, 1) == 50.3


def test_the_longest_lane_is_critical_and_no_other() -> None:
    path = [step.id for step in WORKED.critical()]
    assert path == ["detect", "decide", "start", "eks.nodes", "eks.pods", "eks.targets", "dns", "clients"]
    assert "orders.promote" in [step.id for step in WORKED.critical("p95", {"orders"})]


def test_a_step_starts_when_what_it_waits_for_has_ended() -> None:
    starts = {name: round(at / 60, 1) for name, at in WORKED.starts("p50").items()}
    assert starts["orders.promote"] == starts["eks.nodes"] == 11.1
    assert (starts["eks.targets"], starts["dns"], starts["clients"]) == (13.1, 15.6, 16.6)


def early() -> Timeline:
    return Timeline(WORKED.before, WORKED.lanes, WORKED.traffic, WORKED.after, WORKED.serving, early=True)


def test_traffic_that_moves_by_itself_leaves_writes_failing_until_the_database_follows() -> None:
    """10 + 0.5 + 2 min until the database takes writes, after detection; the name has moved after 1 min."""
    assert early().write_errors("p50") == pytest.approx(11.5 * 60)
    assert early().seconds("p50") == pytest.approx(WORKED.seconds("p50") - 60)
    assert WORKED.write_errors("p95") == 0


SECONDS = st.floats(0, 10**5)


@given(figures=st.lists(st.tuples(SECONDS, SECONDS), min_size=6, max_size=6), more=SECONDS, which=st.integers(0, 5))
@pytest.mark.parametrize("moves_early", [False, True])
def test_a_slower_step_never_makes_a_failover_faster(
    figures: list[tuple[float, float]], more: float, which: int, moves_early: bool
) -> None:
    def line(values: list[tuple[float, float]]) -> Timeline:
        made = [Step(str(n), "", Figure(a, a + b, "")) for n, (a, b) in enumerate(values)]
        lanes = {"a": (made[2],), "b": (made[3],)}
        return Timeline((made[0], made[1]), lanes, (made[4],), (made[5],), frozenset(), early=moves_early)

    slower = [(a + more, b) if n == which else (a, b) for n, (a, b) in enumerate(figures)]
    for percentile in ("p50", "p95"):
        assert line(slower).seconds(percentile) >= line(figures).seconds(percentile)  # type: ignore[arg-type]
    assert line(figures).seconds("p95") >= line(figures).seconds("p50")
    assert line(figures).seconds("p95", {"a"}) <= line(figures).seconds("p95")


# What the spec says → the p50 and p95 of a step, in seconds.
DECIDES: dict[str, tuple[dict[str, Any], str, tuple[float, float]]] = {
    "the check's interval": ({"components": {"dns": {"health_check": {"interval": "30s"}}}}, "detect", (95, 130)),
    "the check's failures": ({"components": {"dns": {"health_check": {"failures": 1}}}}, "detect", (15, 30)),
    "an alarm in the primary's region": ({}, "page", (180, 420)),
    "nodes that wait": ({}, "eks.nodes", (240, 480)),
    "all nodes wait": ({"components": {"eks": {"standby": {"nodes": {"general": {"min": 6}}}}}}, "eks.nodes", (0, 0)),
    "few nodes wait": (
        {"components": {"eks": {"standby": {"nodes": {"general": {"min": 2}}}}}},
        "eks.nodes",
        (240, 1080),
    ),
    "a large database": (
        {"components": {"reporting": {"storage": {"gib": 3072, "max_gib": 9999}}}},
        "reporting.promote",
        (420, 1320),
    ),
    "a small standby": (
        {"components": {"reporting": {"standby": {"class": "db.m7g.medium"}, "because": "cheap"}}},
        "reporting.grow",
        (300, 720),
    ),
    "a pilot light has no instance": ({"strategy": "pilot_light"}, "orders.instance", (480, 900)),
    "a pilot light has no cache to spare": ({"strategy": "pilot_light"}, "catalogue.create", (480, 900)),
    "a pilot light has no broker": ({"strategy": "pilot_light"}, "mail.create", (900, 1800)),
    "no cluster at all": (
        {"strategy": "backup_restore", "components": {"eks": {"standby": None}}},
        "eks.create",
        (1200, 1800),
    ),
    "a restore": ({"strategy": "backup_restore"}, "reporting.restore", (1260, 3780)),
    "the latch": ({}, "latch", (60, 180)),
    "routing control": ({"traffic": "routing_control"}, "routing", (6, 60)),
    "an estimate": ({"estimates": {"orders.promote": estimate("1s", "2s")}}, "orders.promote", (1, 2)),
}


@pytest.mark.parametrize(("changed", "name", "seconds"), DECIDES.values(), ids=DECIDES)
def test_a_step_follows_the_spec(
    tmp_path: Path, changed: dict[str, Any], name: str, seconds: tuple[float, float]
) -> None:
    figures = {step.id: step.figure for step in modelled(tmp_path, changed).timeline.steps()}
    assert (figures[name].p50, figures[name].p95) == seconds


ABSENT: dict[str, tuple[dict[str, Any], str]] = {
    "an instance that waits is not created": ({}, "orders.instance"),
    "hot nodes need no latch of their own": ({"traffic": "automatic"}, "latch"),
    "no names, no traffic": ({"hosts": [], "components": {"dns": None, "ingress": None, "certificates": None}}, "dns"),
    "nobody is paged twice": ({"hosts": [], "components": {"dns": None}}, "page"),
    "no cluster, no targets": ({"components": {"ingress": None, "dns": None}}, "eks.targets"),
}


@pytest.mark.parametrize(("changed", "name"), ABSENT.values(), ids=ABSENT)
def test_a_step_that_is_not_needed_is_not_there(tmp_path: Path, changed: dict[str, Any], name: str) -> None:
    assert name not in [step.id for step in modelled(tmp_path, changed).timeline.steps()]


def test_without_a_health_check_people_must_notice(tmp_path: Path) -> None:
    [detect, *_] = modelled(tmp_path, {"components": {"dns": None}}).timeline.before
    assert (detect.what, detect.figure.p95) == ("somebody notices", 1800)
