"""What drills measured: read strictly, and never taken for more than it is."""

import json
from pathlib import Path
from typing import Any

import pytest

from drgen.objectives import evidence
from drgen.source import SpecError
from tests.objectives.platforms import estimate, modelled

GOOD: dict[str, Any] = {
    "version": 1,
    "drill": "failover",
    "measured_at": "2026-10-02T09:30:00Z",
    "environment": "shop-prod",
    "where": "aws",
    "steps": {"orders.promote": 95, "eks.nodes": 200},
    "recovery_points": {"orders": 1.5},
}


def written(folder: Path, *drills: dict[str, Any] | str) -> dict[str, Any]:
    """The files beside the spec, and what the spec says about them."""
    names = [f"drill-{number}.json" for number in range(len(drills))]
    for name, drill in zip(names, drills, strict=True):
        (folder / name).write_text(drill if isinstance(drill, str) else json.dumps(drill))
    return {"evidence": names}


def test_a_measurement_replaces_an_estimate_and_says_so(tmp_path: Path) -> None:
    found = modelled(tmp_path, written(tmp_path, GOOD))
    figures = {step.id: step.figure for step in found.timeline.steps()}
    assert (figures["orders.promote"].p50, figures["orders.promote"].p95) == (95, 95)
    assert figures["orders.promote"].status == "measured"
    assert figures["orders.promote"].source == "1 drill on AWS, the last on 2026-10-02"
    assert figures["eks.pods"].status == "estimate"
    [point] = [point for point in found.points if point.instance == "orders"]
    assert (point.figure.p95, point.figure.status) == (1.5, "measured")


def test_of_several_drills_the_median_is_expected_and_the_worst_is_the_plan(tmp_path: Path) -> None:
    drills = [GOOD | {"steps": {"orders.promote": seconds}} for seconds in (60, 300, 90)]
    figure = next(
        s for s in modelled(tmp_path, written(tmp_path, *drills)).timeline.steps() if s.id == "orders.promote"
    ).figure
    assert (figure.p50, figure.p95) == (90, 300)
    assert figure.source.startswith("3 drills")


def test_a_measurement_wins_over_what_the_spec_declares(tmp_path: Path) -> None:
    changed = written(tmp_path, GOOD) | {"estimates": {"orders.promote": estimate("1s", "2s")}}
    figures = {step.id: step.figure for step in modelled(tmp_path, changed).timeline.steps()}
    assert figures["orders.promote"].p95 == 95


def test_an_emulator_proves_no_time(tmp_path: Path) -> None:
    found = modelled(tmp_path, written(tmp_path, GOOD | {"where": "emulator"}))
    assert {step.figure.status for step in found.timeline.steps()} == {"documented", "estimate"}
    assert evidence.figures(found.evidence) == {}


REFUSED: dict[str, tuple[dict[str, Any] | str, str]] = {
    "no JSON": ("{", "drill-0.json: is no JSON"),
    "deep": ("[" * 100_000, "is no JSON"),
    "a list": ("[]", "is no JSON object"),
    "large": (" " * (2**20 + 1), "is larger than 1 MiB"),
    "no version": ({key: GOOD[key] for key in GOOD if key != "version"}, "version is missing"),
    "another version": (GOOD | {"version": 2}, "version: 2 is not 1"),
    "true is no version": (GOOD | {"version": True}, "version: true is not 1"),
    "typo": (GOOD | {"step": {}}, "there is no 'step' in evidence"),
    "no name": (GOOD | {"drill": " "}, "drill: wants a name"),
    "another environment": (
        GOOD | {"environment": "shop"},
        "environment: it was measured on 'shop', this is shop-prod",
    ),
    "another place": (GOOD | {"where": "moon"}, "where: 'moon' is none of aws, emulator"),
    "place is a list": (GOOD | {"where": []}, "where: a list is none of aws, emulator"),
    "no zone": (GOOD | {"measured_at": "2026-10-02T09:30:00"}, "measured_at: '2026-10-02T09:30:00' is no time"),
    "no time": (GOOD | {"measured_at": 3}, "measured_at: 3 is no time with a zone"),
    "no map": (GOOD | {"steps": [1]}, "steps: wants a map of seconds"),
    "no number": (GOOD | {"steps": {"eks.nodes": "90"}}, "steps.eks.nodes: '90' is no number of seconds"),
    "negative": (GOOD | {"recovery_points": {"orders": -1}}, "recovery_points.orders: -1 is no number of seconds"),
    "not a number": (json.dumps(GOOD | {"steps": {"eks.nodes": float("nan")}}), "nan is no number of seconds"),
}


@pytest.mark.parametrize(("drill", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_evidence_is_refused_where_the_spec_names_it(
    tmp_path: Path, drill: dict[str, Any] | str, message: str
) -> None:
    with pytest.raises(SpecError) as caught:
        modelled(tmp_path, written(tmp_path, drill))
    [problem] = caught.value.problems
    assert message in problem.message
    assert problem.mark
    assert "drill-0.json" in problem.line


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match=r"evidence\[0\]: gone.json: cannot be read: No such file"):
        modelled(tmp_path, {"evidence": ["gone.json"]})
