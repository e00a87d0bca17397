"""Breaking a promise on purpose makes the rehearsal fail: each test plays only the stage that is concerned.

A small regional root, `standby` of a platform that has a latch, is applied once; every test breaks its own copy, and
the rehearsal's own stages and evidence judge it.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from drgen import handover, local_aws, rehearsal
from drgen.failover import latch
from drgen.local_aws import given
from drgen.project import Project
from drgen.rehearsal import dark, failover, home, scratch
from drgen.rehearsal.evidence import Evidence
from drgen.rehearsal.scenarios import Stage
from drgen.rehearsal.stage import Theatre
from tests.conftest import ROOT

SPEC = """
version: 1
name: latch
account: "777788889999"
strategy: warm_standby
active: primary
objectives: {rto: 2h, rpo: 15m}
regions:
  primary: {name: us-east-1, cidr: 10.32.0.0/16, zones: [us-east-1a, us-east-1b]}
  standby: {name: us-west-2, cidr: 10.33.0.0/16, zones: [us-west-2a, us-west-2b]}
state: {bucket: acme-latch-state}
components: {iam: {}, keys: {}, activity: {}, alarms: {}}
"""
ANSWERS = SPEC.replace("latch", "answers").replace(
    "alarms: {}}",
    "alarms: {}, network: {}, certificates: {}, ingress: {}, dns: {}}\n"
    "traffic: orchestrated\nhosts: [shop.example.com]\nzone: {id: Z0123456789ABCDEFGHIJ, name: example.com}",
)
CHECKED = """
resource "aws_route53_health_check" "standby" {
  provider      = aws.standby
  type          = "HTTPS"
  fqdn          = var.standby_load_balancer_dns_name
  port          = 443
  resource_path = "/healthz"
}

resource "aws_route53_record" "standby" {
  health_check_id = aws_route53_health_check.standby.id
"""
LATCH = "latch-latch-out"
ACTIVE = """variable "active" {
  description = "Who serves."
  type        = string
}

"""
ROLE = """resource "aws_iam_role" "wrong" {
  name               = "latch-wrong"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}
"""
DARK = Stage("dark", dark.TITLE, dark.play)
SWAPPED = "after the failover the plan is empty"
# A step that edits a record, and hides that nobody answered.
STEP = """
from drgen.aws import AwsError

PHASE = "traffic"
RECORD = {"Name": "a.example.com", "Type": "A", "TTL": 60, "ResourceRecords": [{"Value": "192.0.2.1"}]}
CHANGE = {"Changes": [{"Action": "UPSERT", "ResourceRecordSet": RECORD}]}
tried = []

def says(part, run):
    return "edit a record"

def ready(part, run):
    return iter(())

def move(part, run):
    tried.append(True)
    try:
        run.here.act("edit a record", "route53", "change_resource_record_sets", HostedZoneId="Z1", ChangeBatch=CHANGE)
    except AwsError:
        pass

def settled(part, run):
    return None if tried else "not edited"
"""
FOUND = "from drgen.failover import steps; steps.__path__.append({!r})"
REMOTE_STATE = """
data "terraform_remote_state" "primary" {
  backend = "s3"
  config = {
    bucket = "acme-latch-state-us-east-1"
    key = "primary/terraform.tfstate"
    region = "us-east-1"
  }
}
"""
SIDES = {"primary": "us-east-1", "standby": "us-west-2"}
ALARM: dict[str, Any] = {
    "Namespace": latch.NAMESPACE,
    "Dimensions": [{"Name": "platform", "Value": "answers"}],
    "ComparisonOperator": "GreaterThanOrEqualToThreshold",
    "Threshold": 1,
    "Statistic": "Maximum",
    "Period": 60,
    "EvaluationPeriods": 1,
}
WEST = {"CreateBucketConfiguration": {"LocationConstraint": "us-west-2"}}
pytestmark = pytest.mark.terraform


@pytest.fixture(scope="module")
def applied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Theatre]:
    """The standby's root of a small platform, applied with local state."""
    base = tmp_path_factory.mktemp("applied")
    shutil.copytree(ROOT / "modules", base / "modules", ignore=shutil.ignore_patterns(".terraform*", "tests"))
    (base / "environments" / "latch").mkdir(parents=True)
    (base / "environments" / "latch" / "spec.yaml").write_text(SPEC)
    here = Project(base)
    spec, stacks = here.load("latch")
    log = base / "commands.log"
    zone = given.Given(spec.account, zone_id="Z0123456789ABCDEFGHIJ", zone_name="example.com")
    with local_aws.start(zone, base / "logs") as aws:
        theatre = Theatre(here, "latch", spec, stacks, aws, Evidence("latch"), log, say=print)
        theatre.drgen("render", "latch")
        scratch.shorten(here, "latch", stacks)
        _alone(theatre, "standby")
        theatre.apply("standby")
        yield theatre


def _alone(theatre: Theatre, root: str, **handed: str) -> None:
    """A root without its backend, what is handed to it faked."""
    [stack] = [stack for stack in theatre.stacks if stack.name == root]
    (theatre.root(root) / "local_override.tf").write_text('terraform {\n  backend "local" {}\n}\n')
    fakes = json.dumps(handover.fakes(stack, theatre.spec) | handed).replace("arn:aws:fake:", "arn:aws:kms:")
    (theatre.root(root) / "fakes.auto.tfvars.json").write_text(fakes)


@pytest.fixture
def theatre(applied: Theatre, tmp_path: Path) -> Iterator[Theatre]:
    """A copy to break, with the state and against the same AWS."""
    shutil.copytree(applied.project.root, tmp_path / "project", symlinks=True)
    here = Project(tmp_path / "project")
    log = tmp_path / "commands.log"
    yield Theatre(here, "latch", applied.spec, applied.stacks, applied.aws, Evidence("latch"), log, say=print)
    applied.aws.faults.light()


def edit(theatre: Theatre, path: str, old: str, new: str) -> None:
    file = theatre.project.root / path
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def swap(theatre: Theatre) -> None:
    """What a failover leaves behind: the latch is repeated, the files say who is active."""
    scheduler = theatre.aws.client("scheduler", "us-west-2")
    said = scheduler.get_schedule(Name=LATCH)
    kept = {
        key: said[key]
        for key in ("Name", "ScheduleExpression", "FlexibleTimeWindow", "Target", "Description", "KmsKeyArn")
    }
    scheduler.update_schedule(**kept, State="ENABLED")
    edit(theatre, "environments/latch/spec.yaml", "active: primary", "active: standby")
    theatre.drgen("render", "latch")


def broken(theatre: Theatre) -> dict[str, str]:
    """What the evidence says did not hold, with what was seen."""
    return {proof.claim: proof.seen for proof in theatre.evidence.proofs if not proof.held}


def failed_over(theatre: Theatre) -> None:
    """The failover alone: this platform has no store by which `reconcile` could tell who serves."""
    theatre.drgen("failover", theatre.name, "--yes", f"failover {theatre.name}")
    failover.left_alone(theatre)


def played_in_the_dark(theatre: Theatre) -> str:
    """Play the stage; gives what broke it."""
    rehearsal.play(theatre, DARK)
    assert not theatre.evidence.passed
    return "; ".join([*broken(theatre).values(), *(act.words for act in theatre.evidence.acts if not act.ok)])


def test_kept_promises_pass(theatre: Theatre) -> None:
    swap(theatre)
    theatre.plans_are_empty(["standby"], SWAPPED)
    assert broken(theatre) == {}
    assert theatre.evidence.passed


def test_a_missing_ignore_changes_fails_after_the_swap(theatre: Theatre) -> None:
    edit(theatre, "modules/regional/alarms/main.tf", "ignore_changes = [state]", "ignore_changes = []")
    swap(theatre)
    theatre.plans_are_empty(["standby"], SWAPPED)
    assert not theatre.evidence.passed
    assert "aws_scheduler_schedule" in broken(theatre)[f"{SWAPPED}: standby"]


def test_a_count_on_active_fails_after_the_swap(theatre: Theatre) -> None:
    main = "modules/regional/alarms/main.tf"
    head = 'resource "aws_cloudwatch_metric_alarm" "touched" {\n'
    edit(theatre, main, head, f'{head}  count = var.active == "primary" ? 1 : 0\n')
    variables = theatre.project.root / "modules/regional/alarms/variables.tf"
    variables.write_text(ACTIVE + variables.read_text())
    swap(theatre)
    theatre.plans_are_empty(["standby"], SWAPPED)
    assert not theatre.evidence.passed
    assert "delete" in broken(theatre)[f"{SWAPPED}: standby"]


def test_a_role_in_a_regional_root_fails_while_us_east_1_is_dark(theatre: Theatre) -> None:
    (theatre.project.root / "modules/regional/activity/wrong.tf").write_text(ROLE)
    theatre.terraform("standby", "apply", "-auto-approve", "-input=false", "-no-color")
    assert "IAM" in played_in_the_dark(theatre)
    assert "iam" in {service for _, service, _ in theatre.aws.faults.in_the_dark}


def test_a_read_of_another_roots_state_fails_while_its_region_is_dark(theatre: Theatre) -> None:
    s3 = theatre.aws.client("s3", "us-east-1")
    s3.create_bucket(Bucket="acme-latch-state-us-east-1")
    s3.put_object(Bucket="acme-latch-state-us-east-1", Key="primary/terraform.tfstate", Body=b'{"version": 4}')
    (theatre.root("standby") / "wrong.tf").write_text(REMOTE_STATE)
    assert "STS" in played_in_the_dark(theatre)  # the backend asks there first who we are
    assert theatre.aws.faults.in_the_dark


def test_a_record_edit_in_a_step_fails_even_when_the_step_hides_it(
    theatre: Theatre, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "found").mkdir()
    (tmp_path / "found" / "alarms.py").write_text(STEP)
    (tmp_path / "sitecustomize.py").write_text(FOUND.format(str(tmp_path / "found")))
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{ROOT / 'src'}")
    theatre.aws.client("s3", "us-west-2").create_bucket(Bucket="acme-latch-state-us-west-2", **WEST)
    theatre.darken("us-east-1")
    rehearsal.play(theatre, Stage("failover", failover.TITLE, failed_over))
    assert all(act.ok for act in theatre.evidence.acts)
    assert broken(theatre) == {
        "the dark region was asked nothing but whether it answers": "route53 POST /2013-04-01/hostedzone/Z1/rrset/"
    }


@pytest.fixture
def answers(theatre: Theatre) -> Theatre:
    """A platform whose records can be applied: its load balancers are there, and its latches."""
    here = theatre.project
    here.environment("latch").with_name("answers").mkdir()
    (here.root / "environments/answers/spec.yaml").write_text(ANSWERS)
    spec, stacks = here.load("answers")
    made = Theatre(here, "answers", spec, stacks, theatre.aws, Evidence("answers"), theatre.log, say=print)
    made.drgen("render", "answers")
    scratch.shorten(here, "answers", stacks)
    for region, name in (("us-east-1", "back"), ("us-west-2", "out")):
        cloudwatch = theatre.aws.client("cloudwatch", region)
        cloudwatch.put_metric_alarm(**ALARM, AlarmName=f"answers-latch-{name}", MetricName=name)
    names = {f"{side}_ingress_load_balancer_dns_name": _load_balancer(made, region) for side, region in SIDES.items()}
    _alone(made, "global", **names)
    return made


def _load_balancer(theatre: Theatre, region: str) -> str:
    subnets = theatre.aws.client("ec2", region).describe_subnets()["Subnets"]
    ids = [subnet["SubnetId"] for subnet in subnets[:2]]
    made = theatre.aws.client("elbv2", region).create_load_balancer(Name="answers-ingress", Subnets=ids)
    return str(made["LoadBalancers"][0]["DNSName"])


def test_a_health_check_on_the_secondary_record_fails_when_the_standby_is_ill(answers: Theatre) -> None:
    edit(answers, "modules/global/dns/main.tf", 'resource "aws_route53_record" "standby" {\n', CHECKED)
    answers.apply("global")
    answers.aws.client("cloudwatch", "us-west-2").put_metric_data(**latch.says("out", "answers", 1))
    failover.look(answers, "standby")
    assert answers.evidence.passed
    home.stopped(answers)
    assert not answers.evidence.passed
    assert list(broken(answers).values()) == ["it does"]


def test_the_words_that_tests_break_are_still_in_the_modules() -> None:
    text = (ROOT / "modules/regional/alarms/main.tf").read_text()
    assert re.search(r"ignore_changes = \[state\]", text)
