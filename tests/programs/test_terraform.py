"""Terraform is started with what it needs, and with nothing that changes a plan behind its reader's back."""

import os
from pathlib import Path

import pytest

from drgen.errors import DrgenError
from drgen.programs import terraform


@pytest.mark.parametrize(
    "name",
    ["TF_CLI_ARGS", "TF_CLI_ARGS_plan", "TF_VAR_region", "TF_REATTACH_PROVIDERS", "TF_WORKSPACE", "TF_DATA_DIR"],
)
def test_what_changes_a_plan_is_dropped_and_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "x")
    kept, dropped = terraform.environment(aws=True)
    assert name not in kept
    assert name in dropped


@pytest.mark.parametrize(
    ("aws", "there"), [pytest.param(True, True, id="against AWS"), pytest.param(False, False, id="offline")]
)
def test_credentials_pass_only_where_aws_is_called(aws: bool, there: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x")
    assert ("AWS_SECRET_ACCESS_KEY" in terraform.environment(aws=aws)[0]) is there


def test_a_variable_that_a_root_declares_may_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TF_VAR_orders_master_password", "x")
    kept, dropped = terraform.environment(aws=True, variables=("orders_master_password",))
    assert kept["TF_VAR_orders_master_password"] == "x"
    assert "TF_VAR_orders_master_password" not in dropped


def test_a_cli_configuration_that_is_not_there_is_not_passed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TF_CLI_CONFIG_FILE", str(tmp_path / "absent.rc"))
    assert "TF_CLI_CONFIG_FILE" not in terraform.environment(aws=False)[0]


def fake(folder: Path, name: str, script: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def test_opentofu_serves_where_there_is_no_terraform(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DRGEN_TERRAFORM", raising=False)
    tofu = fake(tmp_path, "tofu", "true")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert terraform.program() == str(tofu)


def test_a_named_program_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = fake(tmp_path, "terraform-1.12", "true")
    monkeypatch.setenv("DRGEN_TERRAFORM", str(named))
    assert terraform.program() == str(named)


def test_no_terraform_says_how_to_get_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DRGEN_TERRAFORM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DrgenError) as caught:
        terraform.program()
    assert "DRGEN_TERRAFORM" in caught.value.hint


def test_terraforms_own_words_reach_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = fake(tmp_path, "terraform", "echo 'Error: no such region' >&2; exit 1")
    monkeypatch.setenv("DRGEN_TERRAFORM", str(program))
    with pytest.raises(DrgenError, match=f"terraform init in {tmp_path.name}: no such region"):
        terraform.init(tmp_path)


def test_a_root_that_has_no_outputs_is_to_be_applied_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRGEN_TERRAFORM", str(fake(tmp_path, "terraform", "echo 'Error: not initialised' >&2; exit 1")))
    with pytest.raises(DrgenError, match="not initialised") as caught:
        terraform.outputs(tmp_path)
    assert caught.value.hint == f"`terraform init` and `terraform apply` in {tmp_path} come first"


@pytest.mark.terraform
@pytest.mark.usefixtures("terraform")
def test_an_invalid_root_is_named_by_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text('output "a" {\n  value = local.absent\n}\n')
    terraform.init(tmp_path, backend=False)
    [error] = terraform.validate(tmp_path)
    assert error.startswith("main.tf:2: Reference to undeclared local value")
    assert os.sep not in error.split(":")[0]
