"""A failover for real, and the way home, of the smallest platform that has one: a database, a latch, and names.

What both regions stand on is not applied: its roles, keys and certificates are names in what is handed over, and the
network is each region's default. How a platform is destroyed is rehearsed with `minimal`. Minutes, nearly all of them
Terraform's own waits.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from drgen import handover, local_aws, rehearsal
from drgen.local_aws import LocalAws
from drgen.local_aws.given import Given
from drgen.project import Project
from drgen.rehearsal import failover, home, places, scratch, workloads
from drgen.rehearsal.evidence import Evidence
from drgen.rehearsal.scenarios import Stage
from drgen.rehearsal.stage import Theatre
from drgen.terms import SIDES
from tests.conftest import ROOT

ACCOUNT = "777788889999"
ZONE = "Z0123456789ABCDEFGHIJ"
REGIONS = {"primary": "us-east-1", "standby": "us-west-2"}
APPLIED = ["primary", "standby", "global"]
SPEC = """
version: 1
name: tiny
account: "777788889999"
strategy: warm_standby
active: primary
objectives: {{rto: 2h, rpo: 15m}}
traffic: orchestrated
regions:
  primary: {{name: us-east-1, cidr: 10.32.0.0/16, zones: [us-east-1a, us-east-1b]}}
  standby: {{name: us-west-2, cidr: 10.33.0.0/16, zones: [us-west-2a, us-west-2b]}}
hosts: [tiny.example.com]
zone: {{id: Z0123456789ABCDEFGHIJ, name: example.com}}
state: {{bucket: acme-tiny-state}}
components:
  iam: {{rds_rebuild: true}}
  keys: {{}}
  certificates: {{}}
  activity: {{}}
  alarms: {{}}
  ingress:
    vpc_id: {primary[vpc]}
    public_subnet_ids: {primary[subnets]}
    standby: {{vpc_id: {standby[vpc]}, public_subnet_ids: {standby[subnets]}, because: each has its own}}
  orders:
    module: rds
    engine: {{version: "16.8"}}
    class: db.m7g.large
    vpc_id: {primary[vpc]}
    database_subnet_ids: {primary[subnets]}
    standby: {{vpc_id: {standby[vpc]}, database_subnet_ids: {standby[subnets]}, because: each has its own}}
  dns: {{}}
"""
pytestmark = [pytest.mark.terraform, pytest.mark.waiting]


@pytest.fixture
def theatre(tmp_path: Path) -> Iterator[Theatre]:
    """The platform, rendered, before anything of it is applied."""
    with local_aws.start(Given(ACCOUNT, zone_id=ZONE, zone_name="example.com"), tmp_path / "logs") as aws:
        here = Project(tmp_path)
        (here.root / "modules").symlink_to(ROOT / "modules")
        (here.root / "environments" / "tiny").mkdir(parents=True)
        networks = {side: _network(aws, region) for side, region in REGIONS.items()}
        (here.root / "environments" / "tiny" / "spec.yaml").write_text(SPEC.format(**networks))
        spec, stacks = here.load("tiny")
        made = Theatre(here, "tiny", spec, stacks, aws, Evidence("tiny"), tmp_path / "commands.log", say=print)
        made.drgen("render", "tiny")
        scratch.shorten(here, "tiny", stacks)
        yield made


def _network(aws: LocalAws, region: str) -> dict[str, str]:
    """The default VPC of a region, two of its subnets; and the bucket that states go to."""
    aws.client("s3", region).create_bucket(Bucket=f"acme-tiny-state-{region}", **_placed(region))
    subnets = aws.client("ec2", region).describe_subnets()["Subnets"][:2]
    return {"vpc": subnets[0]["VpcId"], "subnets": json.dumps([one["SubnetId"] for one in subnets])}


def _placed(region: str) -> dict[str, dict[str, str]]:
    return {"CreateBucketConfiguration": {"LocationConstraint": region}} if region != "us-east-1" else {}


def built(theatre: Theatre) -> None:
    """Both regions at once, the replica as soon as there is a source; then what stands on both."""
    for stack in theatre.stacks:
        if stack.name in SIDES:
            fakes = handover.fakes(stack, theatre.spec)
            own = {one.name: fakes[one.name] for one in stack.variables if one.giver == "foundation"}
            own |= {
                name: _certificate(theatre, REGIONS[stack.name]) for name in own if name.endswith("certificate_arn")
            }
            text = handover.merged({}, own).replace("arn:aws:fake:", "arn:aws:kms:")
            (theatre.root(stack.name) / handover.FILE).write_text(text)
    with ThreadPoolExecutor(1) as pool:
        primary = pool.submit(theatre.apply, "primary", {"orders_master_password": "a-password-of-the-rehearsal"})
        while not places.instances(theatre, "primary") and not primary.done():
            time.sleep(0.2)
        theatre.apply("standby")
        primary.result()
    for side in SIDES:
        theatre.drgen("handover", "tiny", side)
    theatre.apply("global")
    workloads.deploy(theatre)
    failover.look(theatre, "primary")


def _certificate(theatre: Theatre, region: str) -> str:
    made = theatre.aws.client("acm", region).request_certificate(DomainName="tiny.example.com")
    return str(made["CertificateArn"])


def went_home(theatre: Theatre) -> None:
    """The primary is back: fenced, made anew, and serving; every root is as its files say."""
    theatre.light()
    home.stopped(theatre)
    theatre.drgen("fence", "tiny", "--region", "primary", "--yes", "fence tiny")
    _one_writer(theatre)
    theatre.drgen("failback", "tiny", "--yes", "failback tiny")
    failover.look(theatre, "primary")
    _one_writer(theatre)
    theatre.drgen("reconcile", "tiny")
    theatre.plans_are_empty(APPLIED, "home again the plan is empty")


def _one_writer(theatre: Theatre) -> None:
    for one in places.single_writers(theatre):
        theatre.proves(one.what, held=one.held, seen=one.seen)


@pytest.mark.usefixtures("terraform")
def test_a_platform_fails_over_and_comes_home(theatre: Theatre) -> None:
    rehearsal.play(theatre, Stage("build", "build", built))
    theatre.darken("us-east-1")
    rehearsal.play(theatre, Stage("failover", failover.TITLE, failover.play))
    rehearsal.play(theatre, Stage("home", home.TITLE, went_home))
    broken = [f"{proof.claim}: {proof.seen}" for proof in theatre.evidence.proofs if not proof.held]
    assert broken == []
    assert theatre.evidence.passed
    claims = {proof.claim for proof in theatre.evidence.proofs}
    assert {"tiny-orders writes in us-west-2", "tiny.example.com leads to us-west-2"} <= claims
    assert {"tiny-orders has one writer", "home again the plan is empty: global"} <= claims
