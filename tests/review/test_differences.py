"""What the regions differ in after a plan, and did not before."""

from pathlib import Path
from typing import Any

from drgen.parity.places import Roles
from drgen.project import Project
from drgen.report.review.markdown import markdown
from drgen.review import Platform, Review, review
from drgen.review.differences import opened
from tests.conftest import ROOT
from tests.review import applied, planned

PLATFORM = Platform("shop-prod", *Project(ROOT).load("shop-prod"))
ROLES = Roles("us-east-1", "us-west-2")
LOGS = {"address": "module.orders.aws_rds_cluster.this", "path": "enabled_cloudwatch_logs_exports", "to": []}


def plans(**changes: dict[str, Any]) -> dict[str, dict[str, Any]]:
    said = {root: [change] for root, change in changes.items()}
    return {root: planned.plan(root, *said.get(root, [])) for root in applied.ROOTS}


def reviewed(folder: Path, **changes: dict[str, Any]) -> Review:
    return review(planned.read(folder, plans(**changes)), PLATFORM)


def test_a_difference_that_a_plan_opens_is_told(tmp_path: Path) -> None:
    [found] = reviewed(tmp_path, standby=LOGS).parity
    assert (found.check, found.address) == ("settings_differ_between_the_regions", LOGS["address"])
    assert "enabled_cloudwatch_logs_exports" in found.attribute + found.message


def test_the_same_change_of_both_regions_opens_none(tmp_path: Path) -> None:
    assert reviewed(tmp_path, primary=LOGS, standby=LOGS).parity == ()


def test_what_differed_all_along_is_not_repeated(tmp_path: Path) -> None:
    assert reviewed(tmp_path).parity == ()


def test_what_is_to_be_looked_at_is_not_said_twice(tmp_path: Path) -> None:
    rule = 'module.buckets.aws_s3_bucket_replication_configuration.primary["media"]'
    told = reviewed(tmp_path, foundation={"address": rule, "path": "rule.0.status", "to": "Disabled"})
    assert [look.finding.address for look in told.looks] == [rule]
    assert told.parity == ()


def test_one_regions_plan_says_nothing_of_the_other(tmp_path: Path) -> None:
    assert opened(planned.read(tmp_path, {"standby": planned.plan("standby", LOGS)}), ROLES) == []


def test_the_comment_names_the_difference(tmp_path: Path) -> None:
    told = markdown(reviewed(tmp_path, standby=LOGS))
    assert "### Where the regions differ after this" in told
    assert "`module.orders.aws_rds_cluster.this`" in told
