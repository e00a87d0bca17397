"""After a failover the files say what is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from drgen.errors import DrgenError
from drgen.failover import engine, reconcile, specfile
from drgen.failover.engine import Wish
from drgen.project import Project
from tests.failover.fakes.cloud import Cloud, cloud
from tests.failover.test_run import done
from tests.test_whole import copied


def failed_over(here: Project, name: str, folder: Path, kind: str = "failover") -> Cloud:
    aws = cloud(*here.load(name))
    done(engine.prepare(here, name, Wish(kind, "standby"), aws.world()), folder)  # type: ignore[arg-type]
    return aws


def reconciled(here: Project, name: str, aws: Cloud) -> reconcile.Reconciled:
    run = engine.prepare(here, name, Wish("switchover", "standby"), aws.world())
    return reconcile.reconcile(here, name, run, plan=False, say=lambda _: None)


def test_reconcile_turns_one_line_of_the_spec_and_renders(tmp_path: Path) -> None:
    here = copied(tmp_path, "shop-prod")
    aws = failed_over(here, "shop-prod", tmp_path)
    aws.dark.add("us-east-1")
    before = (here.environment("shop-prod") / "spec.yaml").read_text()
    found = reconciled(here, "shop-prod", aws)
    after = (here.environment("shop-prod") / "spec.yaml").read_text()
    assert after == before.replace("active: primary  ", "active: standby  ")
    assert found.active == "standby"
    assert "standby/main.tf" in found.changed
    assert list(found.skipped) == ["primary"]


def test_reconcile_keeps_what_a_pilot_light_started_until_shrink(tmp_path: Path) -> None:
    here = copied(tmp_path, "shop-staging")
    base = (tmp_path / "environments" / "shop-base.yaml").read_text()
    aws = failed_over(here, "shop-staging", tmp_path)
    reconciled(here, "shop-staging", aws)
    folder = here.environment("shop-staging") / "standby"
    observed = json.loads((folder / "observed.auto.tfvars.json").read_text())
    assert observed == {
        "eks_observed_nodes": {"general": {"min": 2}},
        "orders_observed_instances": {"writer": {"class": "db.r7g.large"}},
    }
    block = (folder / "import.tf").read_text()
    assert 'to = module.orders.aws_rds_cluster_instance.this["writer"]' in block
    assert 'id = "shop-staging-orders-writer"' in block
    assert "aws_eks_node_group" not in block
    assert (tmp_path / "environments" / "shop-base.yaml").read_text() == base
    assert "active: standby" in (here.environment("shop-staging") / "spec.yaml").read_text()


def test_reconcile_asks_to_import_until_it_was_done(tmp_path: Path) -> None:
    here = copied(tmp_path, "shop-staging")
    aws = failed_over(here, "shop-staging", tmp_path)
    block = here.environment("shop-staging") / "standby" / "import.tf"
    for _ in range(2):
        reconciled(here, "shop-staging", aws)
        assert 'this["writer"]' in block.read_text()
    block.unlink()  # as a reconcile does whose plan has nothing to import
    reconciled(here, "shop-staging", aws)
    assert not block.exists()


def test_reconcile_keeps_raised_nodes_of_the_standby_alone(tmp_path: Path) -> None:
    here = copied(tmp_path, "shop-prod")
    aws = failed_over(here, "shop-prod", tmp_path)
    aws.eks.groups["us-east-1", "shop-prod-eks", "general"].least = 9
    done(engine.prepare(here, "shop-prod", Wish("fence", "primary"), aws.world()), tmp_path)
    found = reconciled(here, "shop-prod", aws)
    folder = here.environment("shop-prod")
    observed = json.loads((folder / "standby" / "observed.auto.tfvars.json").read_text())
    assert observed == {"eks_observed_nodes": {"general": {"min": 6}}}
    assert "standby/observed.auto.tfvars.json" in found.changed
    assert not (folder / "primary" / "observed.auto.tfvars.json").exists()
    assert not (folder / "standby" / "import.tf").exists()


def test_nodes_that_nobody_raised_are_not_observed(tmp_path: Path) -> None:
    here = copied(tmp_path, "shop-prod")
    reconciled(here, "shop-prod", cloud(*here.load("shop-prod")))
    assert not (here.environment("shop-prod") / "standby" / "observed.auto.tfvars.json").exists()


def test_reconcile_lets_go_of_the_states(tmp_path: Path) -> None:
    here = copied(tmp_path, "shop-prod")
    aws = failed_over(here, "shop-prod", tmp_path)
    locks = {key for _, key in aws.stores.objects if key.endswith(".tflock")}
    assert locks == {"standby/terraform.tfstate.tflock", "global/terraform.tfstate.tflock"}
    aws.dark.add("us-east-1")
    assert reconciled(here, "shop-prod", aws).released == ["standby", "global"]
    assert not [key for _, key in aws.stores.objects if key.endswith(".tflock")]


def test_reconcile_refuses_while_the_stores_do_not_agree(tmp_path: Path) -> None:
    here = copied(tmp_path, "shop-prod")
    aws = failed_over(here, "shop-prod", tmp_path)
    aws.caches.stores["shop-prod-carts"].leader = "us-east-1"
    done(engine.prepare(here, "shop-prod", Wish("fence", "primary"), aws.world()), tmp_path)
    with pytest.raises(DrgenError, match="do not agree who leads"):
        reconciled(here, "shop-prod", aws)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: a\nactive: primary # here\n", "name: a\nactive: standby # here\n"),
        ('name: a\nactive:   "primary"\r\n', "name: a\nactive:   standby\r\n"),
        ("name: a\nrest: 1\n", "name: a\nactive: standby\nrest: 1\n"),
    ],
    ids=["comment", "quotes and CRLF", "inherited"],
)
def test_only_the_word_changes(old: str, new: str) -> None:
    assert specfile.with_active(old, "standby") == new


@pytest.mark.parametrize("text", ["{name: a, active: primary}", "active: primary\nactive: standby\nname: a\n"])
def test_a_line_that_hides_is_left_to_its_author(text: str) -> None:
    with pytest.raises(DrgenError, match="no plain line"):
        specfile.with_active(text, "standby")


def test_reconcile_wants_the_old_primary_fenced_when_it_is_back(tmp_path: Path) -> None:
    here = copied(tmp_path, "shop-prod")
    aws = failed_over(here, "shop-prod", tmp_path)
    with pytest.raises(DrgenError, match="both sides take writes of reporting") as refused:
        reconciled(here, "shop-prod", aws)
    assert "drgen fence" in refused.value.hint
    done(engine.prepare(here, "shop-prod", Wish("fence", "primary"), aws.world()), tmp_path)
    assert reconciled(here, "shop-prod", aws).active == "standby"
