"""A failover from end to end, against fakes with a clock."""

from __future__ import annotations

from pathlib import Path

import pytest

from drgen.failover import engine, holding, runner
from drgen.failover.engine import Wish
from drgen.failover.outcome import StoppedError
from drgen.failover.run import Run
from drgen.project import Project
from tests.conftest import ROOT
from tests.failover.fakes.cloud import Cloud, cloud

HERE = Project(ROOT)
SPEC, STACKS = HERE.load("shop-prod")


@pytest.fixture
def aws() -> Cloud:
    return cloud(SPEC, STACKS)


def done(run: Run, folder: Path) -> Run:
    engine.look(run)
    engine.begin(run, folder, STACKS)
    runner.run_all(run, lambda _: None, runner.Interrupt())
    holding.let_go(run)
    return run


def test_an_unplanned_failover_moves_the_writer_the_nodes_the_workers_and_the_traffic(
    aws: Cloud, tmp_path: Path
) -> None:
    aws.dark.add("us-east-1")
    run = done(engine.prepare(HERE, "shop-prod", Wish("failover", "standby"), aws.world()), tmp_path)
    assert aws.rds.globals["shop-prod-orders"].writer == "us-west-2"
    assert aws.caches.stores["shop-prod-carts"].leader == "us-west-2"
    assert aws.rds.promotions == [("us-west-2", "shop-prod-reporting")]
    assert aws.eks.groups["us-west-2", "shop-prod-eks", "general"].desired == 6
    assert aws.stores.parameters["us-west-2", "/shop-prod/active"]["Value"] == "standby"
    assert not aws.edge.primary_serves()
    assert aws.sockets["us-east-1"] == 0
    assert run.journal is not None
    assert run.journal.entries[-1].event == "done"


def test_a_database_without_its_own_group_is_not_deleted_to_be_made_anew(aws: Cloud, tmp_path: Path) -> None:
    done(engine.prepare(HERE, "shop-prod", Wish("switchover", "standby"), aws.world()), tmp_path)
    for root in ("primary", "standby", "global"):
        side = "primary" if root == "primary" else "standby"
        del aws.stores.objects[f"acme-shop-prod-state-{aws.region(side)}", f"{root}/terraform.tfstate.tflock"]
    del aws.rds.groups["us-east-1", "shop-prod-reporting"]
    with pytest.raises(StoppedError, match="has no security group shop-prod-reporting"):
        done(engine.prepare(HERE, "shop-prod", Wish("failback", "primary"), aws.world()), tmp_path)
    assert ("us-east-1", "shop-prod-reporting") in aws.rds.instances


def test_home_again_the_database_is_rebuilt_under_its_name_and_nothing_is_fenced(aws: Cloud, tmp_path: Path) -> None:
    done(engine.prepare(HERE, "shop-prod", Wish("switchover", "standby"), aws.world()), tmp_path)
    for root in ("primary", "standby", "global"):
        side = "primary" if root == "primary" else "standby"
        del aws.stores.objects[f"acme-shop-prod-state-{aws.region(side)}", f"{root}/terraform.tfstate.tflock"]
    assert aws.rds.globals["shop-prod-orders"].writer == "us-west-2"
    done(engine.prepare(HERE, "shop-prod", Wish("failback", "primary"), aws.world()), tmp_path)
    assert aws.rds.globals["shop-prod-orders"].writer == "us-east-1"
    assert aws.caches.stores["shop-prod-carts"].moves == ["us-west-2", "us-east-1"]
    primary, standby = (aws.rds.instances[region, "shop-prod-reporting"] for region in ("us-east-1", "us-west-2"))
    assert (primary.source, standby.source.split(":")[3]) == ("", "us-east-1")
    assert [primary.groups, standby.groups] == [[f"sg-{r}-shop-prod-reporting"] for r in ("us-east-1", "us-west-2")]
    assert (primary.backups, standby.backups, primary.protected, standby.protected) == (14, 14, True, True)
    assert aws.edge.primary_serves()
