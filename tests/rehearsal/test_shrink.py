"""Which platforms are made small again at the end of a rehearsal."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from drgen.failover.parts import Part, parts
from drgen.project import Project
from drgen.rehearsal import shrink
from tests.conftest import ROOT

NODES = {"general": {"min": 6, "max": 24}}


@pytest.mark.parametrize("environment", ["shop-prod", "shop-staging"])
def test_a_standby_that_waits_small_is_looked_at(environment: str) -> None:
    _, stacks = Project(ROOT).load(environment)
    assert any(shrink._grows(part) for part in parts(stacks))


def test_one_that_waits_as_large_as_it_serves_is_let_be() -> None:
    settings = {"strategy": "hot_standby", "nodes": NODES, "instances": {"writer": {"class": "db.r7g.large"}}}
    for module in ("aurora", "eks", "rds"):
        assert not shrink._grows(Part("one", module, {"standby": settings}))
    theatre: Any = SimpleNamespace(stacks=[])
    shrink.play(theatre)  # asks nothing of anybody
