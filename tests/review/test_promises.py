"""What becomes of the objectives of shop-prod when a plan changes what the model reads."""

from pathlib import Path
from typing import Any

import pytest

from drgen.project import Project
from drgen.report.review.markdown import markdown
from drgen.review import Effect, Platform, review
from tests.conftest import ROOT
from tests.review import planned

PLATFORM = Platform("shop-prod", *Project(ROOT).load("shop-prod"))
DETACHED = {"address": "module.orders.aws_rds_cluster.this", "path": "global_cluster_identifier", "to": None}
HEADLESS = {"address": 'module.orders.aws_rds_cluster_instance.this["reader"]', "action": "delete"}
SLOW = {"address": "module.dns.aws_route53_health_check.endpoint", "path": "failure_threshold", "to": 10}
LONG = {"address": 'module.dns.aws_route53_record.primary["example.com"]', "path": "ttl", "from": 60, "to": 3600}
TAGGED = {"address": "module.eks.aws_eks_cluster.this", "path": "tags", "to": {"a": "b"}}


def effects(folder: Path, root: str, *changes: dict[str, Any]) -> dict[tuple[str, str], Effect]:
    told = review(planned.read(folder, {root: planned.plan(root, *changes)}), PLATFORM)
    return {(one.promise, one.scope): one for one in told.effects}


@pytest.mark.parametrize(
    ("root", "change", "promise", "after"),
    [
        pytest.param("standby", DETACHED, ("RPO", "orders"), "unbounded", id="a member is detached"),
        pytest.param("standby", HEADLESS, ("RTO", "platform"), "71 min", id="the standby has no instance"),
        pytest.param("global", SLOW, ("RTO", "platform"), "57 min", id="the check is slow"),
        pytest.param("global", LONG, ("RTO", "platform"), "3 h 53 min", id="the record lives long"),
    ],
)
def test_a_promise_changes(
    root: str, change: dict[str, Any], promise: tuple[str, str], after: str, tmp_path: Path
) -> None:
    found = effects(tmp_path, root, change)[promise]
    assert (found.before != found.after, found.after) == (True, after)
    assert found.because


def test_a_promise_that_breaks_is_said_to_be_broken(tmp_path: Path) -> None:
    found = effects(tmp_path, "standby", DETACHED)
    assert list(found) == [("RPO", "orders")]
    assert not found["RPO", "orders"].kept
    assert found["RPO", "orders"].because.startswith("this plan detaches the standby (us-west-2)")


def test_what_the_model_does_not_read_changes_nothing(tmp_path: Path) -> None:
    found = effects(tmp_path, "standby", TAGGED)
    assert {one.promise for one in found.values()} == {"RTO", "RPO"}
    assert all(
        one.before == one.after and one.because == "nothing that the model reads changes" for one in found.values()
    )


def test_the_comment_shows_before_and_after(tmp_path: Path) -> None:
    told = markdown(review(planned.read(tmp_path, {"standby": planned.plan("standby", DETACHED)}), PLATFORM))
    assert "| RPO of orders | 60 s | 5 s | unbounded | **not kept**: this plan detaches the standby" in told
