"""What talks to AWS, against an emulator on loopback."""

from __future__ import annotations

import json
from pathlib import Path

import boto3
import pytest
from click.testing import CliRunner, Result

from drgen.cli import main
from drgen.project import Project
from tests.emulator import ACCOUNT, local_aws, running_aws
from tests.test_whole import copied

__all__ = ["local_aws", "running_aws"]
BUCKET = "acme-minimal-state-us-west-2"
KEY = "bootstrap/terraform.tfstate"


@pytest.fixture
def here(tmp_path: Path, local_aws: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Project:
    """A copy of `minimal` in the emulator's account, and an environment that reaches nothing else."""
    for name, value in local_aws.items():
        monkeypatch.setenv(name, value)
    here = copied(tmp_path, "minimal")
    spec = here.environment("minimal") / "spec.yaml"
    spec.write_text(spec.read_text().replace("777788889999", ACCOUNT))
    return here


def run(here: Project, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(here.root), *arguments])


@pytest.mark.terraform
@pytest.mark.usefixtures("terraform")
def test_bootstrap_moves_its_own_state_into_the_bucket_it_made(here: Project) -> None:
    done = run(here, "bootstrap", "minimal", "--yes")
    assert done.exit_code == 0, done.output
    s3 = boto3.client("s3", region_name="us-west-2")
    state = json.loads(s3.get_object(Bucket=BUCKET, Key=KEY)["Body"].read())
    kinds = {resource["type"] for resource in state["resources"]}
    assert {"aws_s3_bucket", "aws_kms_key", "aws_s3_bucket_replication_configuration"} <= kinds
    assert not [path for path in here.build.rglob("terraform.tfstate*") if path.parent.name != ".terraform"]
    again = run(here, "bootstrap", "minimal", "--yes")
    assert again.exit_code == 0, again.output
    assert "local state" not in again.output


@pytest.mark.parametrize("arguments", [("bootstrap", "minimal", "--yes"), ("secrets", "put", "minimal")], ids=" ".join)
def test_another_accounts_credentials_are_refused(here: Project, arguments: tuple[str, ...]) -> None:
    spec = here.environment("minimal") / "spec.yaml"
    spec.write_text(spec.read_text().replace(ACCOUNT, "999988887777"))
    done = run(here, *arguments)
    assert done.exit_code == 1
    assert f"these credentials are of account {ACCOUNT}; minimal lives in 999988887777" in done.output


def test_bootstrap_makes_no_bucket_that_it_could_not_write(here: Project) -> None:
    spec = here.environment("minimal") / "spec.yaml"
    spec.write_text(spec.read_text().replace("{bucket: acme", "{apply_roles: [ci-*], bucket: closed"))
    done = run(here, "bootstrap", "minimal", "--yes")
    assert done.exit_code == 1
    assert "state.apply_roles names ci-*" in done.output
    buckets = boto3.client("s3", region_name="us-west-2").list_buckets()["Buckets"]
    assert [bucket["Name"] for bucket in buckets if bucket["Name"].startswith("closed")] == []


def test_secrets_are_generated_once_and_never_shown(here: Project) -> None:
    client = boto3.client("secretsmanager", region_name="us-east-2")
    client.create_secret(Name="minimal-orders")
    first = run(here, "secrets", "put", "minimal")
    value = client.get_secret_value(SecretId="minimal-orders")["SecretString"]
    second = run(here, "secrets", "put", "minimal")
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert len(value) >= 32
    assert value not in first.output + second.output
    assert (first.stdout, second.stdout) == ("", "")
    assert client.get_secret_value(SecretId="minimal-orders")["SecretString"] == value


def test_a_secret_that_is_not_there_yet_says_what_to_apply(here: Project) -> None:
    spec = here.environment("minimal") / "spec.yaml"
    spec.write_text(spec.read_text().replace("{orders: {generate: true}}", "{absent: {generate: true}}"))
    done = run(here, "secrets", "put", "minimal")
    assert done.exit_code == 1
    assert "minimal-absent" in done.output
