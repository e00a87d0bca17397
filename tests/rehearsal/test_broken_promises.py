"""Breaking a promise on purpose makes the rehearsal see it: each test runs only the part that is concerned.

A small regional root, `standby` of a platform that has a latch, is applied once; every test breaks its own copy.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from botocore.exceptions import ConnectionClosedError

from drgen import handover, local_aws
from drgen.inventory.changes import Action
from drgen.local_aws import given
from drgen.project import Project
from drgen.rehearsal import dark, failover, scratch
from drgen.rehearsal.evidence import Evidence
from drgen.rehearsal.stage import StageFailed, Theatre
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
    with local_aws.start(given.of(spec), base / "logs") as aws:
        theatre = Theatre(here, "latch", spec, stacks, aws, Evidence("latch"), log, say=print)
        theatre.drgen("render", "latch")
        scratch.shorten(here, "latch", stacks)
        _alone(theatre)
        theatre.apply("standby")
        yield theatre


def _alone(theatre: Theatre) -> None:
    """A root without its backend and without what is handed to it."""
    [stack] = [stack for stack in theatre.stacks if stack.name == "standby"]
    (theatre.root("standby") / "local_override.tf").write_text('terraform {\n  backend "local" {}\n}\n')
    fakes = json.dumps(handover.fakes(stack, theatre.spec)).replace("arn:aws:fake:", "arn:aws:kms:")
    (theatre.root("standby") / "fakes.auto.tfvars.json").write_text(fakes)


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


def test_kept_promises_show_empty_plans(theatre: Theatre) -> None:
    assert theatre.changes("standby") == []
    swap(theatre)
    assert theatre.changes("standby") == []


def test_a_missing_ignore_changes_shows_after_the_swap(theatre: Theatre) -> None:
    edit(theatre, "modules/regional/alarms/main.tf", "ignore_changes = [state]", "ignore_changes = []")
    swap(theatre)
    [change] = theatre.changes("standby")
    assert (change.type, change.action) == ("aws_scheduler_schedule", Action.UPDATE)


def test_a_count_on_active_shows_after_the_swap(theatre: Theatre) -> None:
    main = "modules/regional/alarms/main.tf"
    head = 'resource "aws_cloudwatch_metric_alarm" "touched" {\n'
    edit(theatre, main, head, f'{head}  count = var.active == "primary" ? 1 : 0\n')
    variables = theatre.project.root / "modules/regional/alarms/variables.tf"
    variables.write_text(
        'variable "active" {\n  description = "Who serves."\n  type = string\n}\n\n' + variables.read_text()
    )
    swap(theatre)
    assert [change.action for change in theatre.changes("standby")] == [Action.DELETE]


def test_a_role_in_a_regional_root_shows_while_us_east_1_is_dark(theatre: Theatre) -> None:
    (theatre.project.root / "modules/regional/activity/wrong.tf").write_text(ROLE)
    theatre.terraform("standby", "apply", "-auto-approve", "-input=false", "-no-color")
    with pytest.raises(StageFailed, match="IAM"):
        dark.play(theatre)
    assert "iam" in {service for _, service, _ in theatre.aws.faults.in_the_dark}


def test_a_read_of_another_roots_state_shows_while_its_region_is_dark(theatre: Theatre) -> None:
    s3 = theatre.aws.client("s3", "us-east-1")
    s3.create_bucket(Bucket="acme-latch-state-us-east-1")
    s3.put_object(Bucket="acme-latch-state-us-east-1", Key="primary/terraform.tfstate", Body=b'{"version": 4}')
    read = """
data "terraform_remote_state" "primary" {
  backend = "s3"
  config = {
    bucket = "acme-latch-state-us-east-1"
    key = "primary/terraform.tfstate"
    region = "us-east-1"
  }
}
"""
    (theatre.root("standby") / "wrong.tf").write_text(read)
    with pytest.raises(StageFailed, match="STS"):  # the backend asks there first who we are
        dark.play(theatre)
    assert theatre.aws.faults.in_the_dark


def test_a_record_edit_in_a_step_shows_as_a_request_to_the_dark(theatre: Theatre) -> None:
    theatre.darken("us-east-1")
    assert not failover.beyond_probing(theatre)
    change = {"Action": "DELETE", "ResourceRecordSet": {"Name": "a", "Type": "A"}}
    route53 = theatre.aws.client("route53", "us-east-1")
    with pytest.raises(ConnectionClosedError):
        route53.change_resource_record_sets(HostedZoneId="Z1", ChangeBatch={"Changes": [change]})
    assert failover.beyond_probing(theatre)


def test_the_words_that_tests_break_are_still_in_the_modules() -> None:
    text = (ROOT / "modules/regional/alarms/main.tf").read_text()
    assert re.search(r"ignore_changes = \[state\]", text)
