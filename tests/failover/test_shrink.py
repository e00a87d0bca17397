"""The way back to small takes back what a failover added, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from drgen.errors import DrgenError
from drgen.failover import observed, shrink
from drgen.inventory.changes import Action, Change

INSTANCE = 'module.orders.aws_rds_cluster_instance.this["writer"]'
NODES = 'module.eks.aws_eks_node_group.this["general"]'


def change(address: str, action: Action, before: dict[str, Any] | None = None, **after: Any) -> Change:
    kind = address.split(".")[2]
    return Change(address, kind, "this", action, before or {}, after)


def lowered(**besides: Any) -> Change:
    before = {"scaling_config": [{"min_size": 6, "max_size": 24}], "version": "1.33"}
    after = {"scaling_config": [{"min_size": 3, "max_size": 24}], "version": "1.33"} | besides
    return change(NODES, Action.UPDATE, before, **after)


GONE = change(INSTANCE, Action.DELETE)
ALARM = 'module.alarms.aws_cloudwatch_metric_alarm.health["{}"]'


@pytest.mark.parametrize(
    "changes",
    [[], [lowered()], [GONE], [GONE, lowered(), change(ALARM.format("orders"), Action.DELETE)]],
    ids=["nothing", "a minimum", "an instance", "an instance with its alarm, and a minimum"],
)
def test_what_a_failover_added_may_go(changes: list[Change]) -> None:
    shrink.refuse_more(changes)


ODD = {
    "an alarm of what stays": [GONE, change(ALARM.format("carts"), Action.DELETE)],
    "an alarm alone": [change(ALARM.format("orders"), Action.DELETE)],
    "the cluster behind the instance": [GONE, change("module.orders.aws_rds_cluster.this", Action.DELETE)],
    "an instance that is replaced": [change(INSTANCE, Action.REPLACE)],
    "an instance that is changed": [change(INSTANCE, Action.UPDATE, {"promotion_tier": 1}, promotion_tier=0)],
    "a node group that goes": [change(NODES, Action.DELETE)],
    "nodes of another version": [lowered(version="1.34")],
    "a lower maximum": [lowered(scaling_config=[{"min_size": 3, "max_size": 12}])],
    "something in place": [change("module.carts.aws_elasticache_replication_group.this", Action.UPDATE)],
}


@pytest.mark.parametrize("changes", ODD.values(), ids=ODD.keys())
def test_whatever_else_a_plan_changes_is_refused_by_name(changes: list[Change]) -> None:
    with pytest.raises(DrgenError, match="would change more") as refused:
        shrink.refuse_more(changes)
    assert changes[-1].address in str(refused.value)


def test_all_that_was_observed_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "observed.auto.tfvars.json"
    said = {"eks_observed_nodes": {"general": {"min": 6}}, "orders_observed_instances": {"writer": {"class": "x"}}}
    path.write_text(json.dumps(said))
    (tmp_path / "import.tf").write_text("import {}\n")
    assert [one.address for one in observed.forget(tmp_path)] == [NODES, INSTANCE]
    assert list(tmp_path.iterdir()) == []
    assert observed.forget(tmp_path) == []


def test_what_drgen_does_not_observe_is_not_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "observed.auto.tfvars.json"
    path.write_text(json.dumps({"orders_observed_colours": {"blue": {}}}))
    with pytest.raises(DrgenError, match="orders_observed_colours is nothing that drgen observes"):
        observed.forget(tmp_path)
    assert path.exists()
