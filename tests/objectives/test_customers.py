"""What a customer loses is read from the design, for each state, unplanned and planned."""

from pathlib import Path
from typing import Any

import pytest

from drgen.objectives import customers
from tests.objectives.platforms import modelled


def lost(folder: Path, changed: dict[str, Any] | None = None) -> dict[tuple[str, str], tuple[str, str]]:
    found = modelled(folder, changed)
    return {
        (one.state, one.instance): (one.unplanned, one.planned) for one in customers.losses(found.parts, found.points)
    }


def test_the_last_seconds_are_lost_unplanned_and_nothing_planned(tmp_path: Path) -> None:
    found = lost(tmp_path)
    assert found["sessions", "sessions"] == ("the last 3 s (p95): who signed in then signs in again", "nothing")
    assert found["uploads", "buckets"][0].startswith("the last 4 h (p95): files that arrived then")
    assert {planned for state, planned in ((key[0], said[1]) for key, said in found.items()) if state == "uploads"} == {
        "nothing"
    }


@pytest.mark.parametrize(
    ("changed", "state", "unplanned"),
    [
        pytest.param(
            {"carts": {"replication": "none", "durable": False, "because": "small"}},
            ("cached state", "carts"),
            "all of it: made anew, slowly",
            id="a cache that nothing replicates",
        ),
        pytest.param(
            {"catalogue": {"warming": {"families": {"prices": {"loader": "copy", "run": None}}}}},
            ("cached state", "catalogue"),
            "time: products are loaded anew; prices are lost, 90% before traffic",
            id="a family that is copied from the lost region",
        ),
        pytest.param(
            {"mail": {"queues": {"outbox": {"link": "none"}}}},
            ("queues", "mail"),
            "all of outbox",
            id="a queue without a link",
        ),
    ],
)
def test_what_the_design_does_not_carry_is_lost(
    changed: dict[str, Any], state: tuple[str, str], unplanned: str, tmp_path: Path
) -> None:
    assert lost(tmp_path, {"components": changed})[state][0] == unplanned
