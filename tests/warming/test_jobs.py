"""A Job is made of a CronJob, once a run, told its rate, and watched to its end."""

from pathlib import Path

import pytest

from drgen.errors import DrgenError
from drgen.project import Project
from drgen.warming import jobs, plan
from drgen.warming.places import Places
from tests.conftest import ROOT
from tests.failover.trying import started


def test_a_job_has_one_name_a_run_that_kubernetes_takes() -> None:
    path = jobs.job("shop/warm-the-catalogue-of-all-products-there-ever-were", "20261123T120000Z")
    assert path == "/apis/batch/v1/namespaces/shop/jobs/warm-the-catalogue-of-all-products-20261123t120000z"
    assert len(path.rpartition("/")[2]) <= 63


def test_its_containers_are_told_what_to_load() -> None:
    own = [{"name": "A", "value": "b"}, {"name": "RATE", "value": "1"}]
    template = {"spec": {"template": {"spec": {"containers": [{"name": "load", "env": own}]}}}}
    method, path, body = jobs.request(template, "/x/jobs/warm-1", {"RATE": "400"})
    assert (method, path, body["metadata"]) == ("POST", "/x/jobs", {"name": "warm-1"})
    told = body["spec"]["template"]["spec"]["containers"][0]["env"]
    assert told == [{"name": "A", "value": "b"}, {"name": "RATE", "value": "400"}]
    assert len(own) == 2, "the CronJob is left as it is"


@pytest.mark.parametrize(
    ("found", "done"),
    [
        pytest.param(None, False, id="not there"),
        pytest.param({"status": {"active": 1}}, False, id="at work"),
        pytest.param({"spec": {"completions": 3}, "status": {"succeeded": 2}}, False, id="two of three pods"),
        pytest.param({"status": {"conditions": [{"type": "Complete", "status": "True"}]}}, True, id="complete"),
    ],
)
def test_it_is_done_when_all_its_pods_are(found: dict[str, object] | None, done: bool) -> None:
    assert jobs.settled(found, "shop/warm") == done


def test_one_that_failed_says_why() -> None:
    failed = {"status": {"conditions": [{"type": "Failed", "status": "True", "message": "backoff limit reached"}]}}
    with pytest.raises(DrgenError, match=r"the job of shop/warm failed: backoff limit reached"):
        jobs.settled(failed, "shop/warm")


def test_the_command_runs_the_job_in_the_region_that_waits(tmp_path: Path) -> None:
    spec, stacks = Project(ROOT).load("shop-prod")
    aws = started("switchover")
    places = Places(spec, stacks, "catalogue", sleep=aws.clock.sleep)
    places.__dict__["_world"] = aws.world()
    [warming] = plan.plans(spec, stacks)
    for family in warming.families:
        assert places.load(family, family.loader, folder=tmp_path, note=tmp_path / "note").warm == family.keys
    assert {(region, path.rpartition("-")[0]) for region, path in aws.eks.jobs} == {
        ("us-west-2", "/apis/batch/v1/namespaces/shop/jobs/warm-prices"),
        ("us-west-2", "/apis/batch/v1/namespaces/shop/jobs/warm-products"),
    }


def test_the_address_of_a_cache_is_what_aws_says() -> None:
    spec, stacks = Project(ROOT).load("shop-prod")
    places = Places(spec, stacks, "catalogue")
    places.__dict__["_world"] = started("switchover").world()
    assert places._url("us-east-1") == (
        "rediss://shop-prod-catalogue:us-east-1-token@shop-prod-catalogue.us-east-1:6379"
    )
