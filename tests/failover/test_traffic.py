"""Who is answered, in every state of the latches and of both endpoints; and what a step does to it."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import pytest

from drgen.failover import engine
from drgen.failover.engine import Wish
from drgen.failover.outcome import NotReadyError
from drgen.project import Project
from tests.failover.fakes.cloud import cloud
from tests.failover.fakes.edge import Edge
from tests.failover.test_run import done
from tests.failover.trying import HERE, Trial
from tests.test_whole import copied

SPEC, STACKS = HERE.load("shop-prod")


def edge(traffic: str, out: int | None, back: int | None, *, primary: bool) -> Edge:
    """The edge after a minute in which the latches were told so; None: they never heard anything."""
    made = cloud(SPEC, STACKS).edge
    made.traffic, made.endpoint_answers = traffic, primary
    for name, value in (("out", out), ("back", back)):
        if value is not None:
            made.alarms[name].values.append((int(made.clock.seconds // 60), float(value)))
    made.clock.sleep(60)
    return made


@pytest.mark.parametrize("standby", [True, False], ids=["S answers", "S is ill"])
@pytest.mark.parametrize("primary", [True, False], ids=["P answers", "P is ill"])
@pytest.mark.parametrize(("out", "back"), list(product([None, 0, 1], repeat=2)))
@pytest.mark.parametrize("traffic", ["orchestrated", "automatic"])
def test_no_state_answers_a_primary_that_was_told_to_stop(
    traffic: str, out: int | None, back: int | None, primary: bool, standby: bool
) -> None:
    """`standby` changes nothing: the SECONDARY record has no health check that could turn traffic back."""
    del standby
    serves = edge(traffic, out, back, primary=primary).primary_serves()
    if out == 1 and back != 1:
        assert not serves
    elif back == 1 and out != 1:
        assert serves  # home, and nothing overrules it
    elif back == 1:
        assert serves is (traffic == "orchestrated" or primary)
    else:
        assert serves is (traffic == "orchestrated" or primary)


@pytest.mark.parametrize("name", ["shop-prod", "shop-staging"])
@pytest.mark.parametrize("endpoint", [True, False], ids=["P answers", "P is ill"])
def test_a_failover_leaves_no_way_back_by_itself(name: str, endpoint: bool, tmp_path: Path) -> None:
    trial = Trial("failover", tmp_path, name)
    trial.aws.edge.endpoint_answers = endpoint
    trial.aws.dark = {trial.aws.region("primary")}
    assert trial.attempt() is None
    for answers in (True, False, True):  # F43, F44: the old primary comes and goes
        trial.aws.edge.endpoint_answers = answers
        for _ in range(10):
            trial.aws.clock.sleep(60)
            assert not trial.aws.edge.primary_serves()


def test_the_way_home_with_a_dark_standby_sets_the_other_latch(tmp_path: Path) -> None:
    trial = Trial("failback", tmp_path)
    trial.aws.dark.add("us-west-2")
    trial.aws.rds.instances["us-east-1", "shop-prod-reporting"].source = "arn:aws:rds:us-west-2:1:db:x"
    trial.kind = "home"
    assert trial.attempt(Wish("failover", "primary")) is None
    assert trial.aws.edge.schedules["back"]["State"] == "ENABLED"
    assert trial.aws.edge.primary_serves()
    assert trial.aws.stores.items["shop-prod-sessions", "drgen/active"]["back"] == {"N": "1"}


def test_home_again_out_is_cleared_before_back(tmp_path: Path) -> None:
    trial = Trial("failback", tmp_path)
    trial.aws.edge.schedules["back"]["State"] = "ENABLED"
    assert trial.attempt() is None
    turned = [call.params["Name"] for call in trial.aws.acts() if call.operation == "update_schedule"]
    assert turned == ["shop-prod-latch-out", "shop-prod-latch-back"]


def test_an_update_of_a_schedule_keeps_all_that_it_said(tmp_path: Path) -> None:
    trial = Trial("failover", tmp_path)
    before = dict(trial.aws.edge.schedules["out"])
    assert trial.attempt() is None
    assert trial.aws.edge.schedules["out"] == before | {"State": "ENABLED"}


ENDPOINTS = ["us-east-1", "us-west-2", "eu-west-1", "ap-northeast-1", "ap-southeast-2"]


@pytest.fixture
def controlled(tmp_path: Path) -> Project:
    """shop-staging with routing controls, and the endpoints of their cluster beside its spec."""
    here = copied(tmp_path, "shop-staging")
    folder = here.environment("shop-staging")
    spec = folder / "spec.yaml"
    spec.write_text(spec.read_text().replace("traffic: automatic ", "traffic: routing_control "))
    said = [{"region": region, "endpoint": f"https://{region}.arc"} for region in ENDPOINTS]
    (folder / "routing-control.json").write_text(json.dumps(said))
    return here


def test_routing_controls_are_turned_both_in_one_call_by_any_endpoint_that_answers(
    controlled: Project, tmp_path: Path
) -> None:
    aws = cloud(*controlled.load("shop-staging"))
    aws.dark = {"eu-west-1", "ap-northeast-1"}  # the primary's region, and an endpoint
    run = done(engine.prepare(controlled, "shop-staging", Wish("failover", "standby"), aws.world()), tmp_path / "j")
    assert aws.edge.controls == {"shop-staging-primary": "Off", "shop-staging-standby": "On"}
    turned = [call for call in aws.acts() if call.service == "route53-recovery-cluster"]
    assert {len(call.params["UpdateRoutingControlStateEntries"]) for call in turned} == {2}
    assert aws.sockets["eu-west-1"] == 0
    assert run.reach.elsewhere() > 0


@pytest.mark.parametrize("standby", [True, False], ids=["S answers", "S is ill"])
@pytest.mark.parametrize("primary", [True, False], ids=["P answers", "P is ill"])
@pytest.mark.parametrize(("p", "s"), [("On", "Off"), ("On", "On"), ("Off", "On")])
def test_from_every_state_of_the_controls_a_failover_ends_in_one(
    controlled: Project, tmp_path: Path, *, p: str, s: str, primary: bool, standby: bool
) -> None:
    """(Off, Off) is what the safety rule refuses. No endpoint has a say: both records go by the primary's control."""
    aws = cloud(*controlled.load("shop-staging"))
    aws.dark = {"eu-west-1"}
    aws.edge.controls = {"shop-staging-primary": p, "shop-staging-standby": s}
    aws.edge.endpoint_answers = primary
    assert aws.edge.primary_serves() is (p == "On")
    done(engine.prepare(controlled, "shop-staging", Wish("failover", "standby"), aws.world()), tmp_path / "j")
    aws.edge.endpoint_answers = True  # the primary is back
    if not standby:
        aws.edge.targets["eu-central-1"] = 0
    assert aws.edge.controls == {"shop-staging-primary": "Off", "shop-staging-standby": "On"}
    assert not aws.edge.primary_serves()


def test_without_its_endpoints_a_platform_of_routing_controls_does_not_begin(controlled: Project) -> None:
    (controlled.environment("shop-staging") / "routing-control.json").unlink()
    aws = cloud(*controlled.load("shop-staging"))
    run = engine.prepare(controlled, "shop-staging", Wish("failover", "standby"), aws.world())
    with pytest.raises(NotReadyError, match=r"routing-control\.json is missing"):
        engine.look(run)


def test_no_step_edits_a_record_or_asks_a_control_plane_in_us_east_1(tmp_path: Path) -> None:
    for kind in ("failover", "switchover", "failback"):
        trial = Trial(kind, tmp_path / kind)
        assert trial.attempt() is None
        asked = {call.service for call in trial.aws.calls}
        assert asked & {"route53", "iam", "cloudfront", "organizations", "route53-recovery-control-config"} == set()
