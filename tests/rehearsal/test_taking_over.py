"""What a failover started is imported as it is, or the rehearsal says so."""

from __future__ import annotations

from typing import Any

import pytest

from drgen.inventory.changes import Action, Change
from drgen.rehearsal import failover

ADDRESS = 'module.orders.aws_rds_cluster_instance.this["writer"]'
BEFORE = {"apply_immediately": None, "force_destroy": None, "instance_class": "db.r7g.large"}


def change(action: Action, imported: str = "", **after: Any) -> Change:
    return Change(ADDRESS, "aws_rds_cluster_instance", "this", action, BEFORE, BEFORE | after, imported=imported)


@pytest.mark.parametrize(
    ("seen", "adds"),
    [
        pytest.param(change(Action.NO_OP, "writer"), True, id="imported as it is"),
        pytest.param(change(Action.UPDATE, "writer", apply_immediately=True), True, id="a switch of the provider's"),
        pytest.param(change(Action.UPDATE, "writer", instance_class="db.r7g.xlarge"), False, id="imported and changed"),
        pytest.param(change(Action.CREATE), True, id="new"),
        pytest.param(change(Action.UPDATE, apply_immediately=True), False, id="changed"),
        pytest.param(change(Action.DELETE), False, id="destroyed"),
    ],
)
def test_taking_over_changes_nothing_that_is(seen: Change, adds: bool) -> None:
    assert failover.adds(seen) is adds
