"""Every module keeps the contract of docs/modules.md."""

import re
from pathlib import Path

import pytest

from drgen import catalog
from tests.conftest import ROOT

MODULES = sorted(path.parent for path in (ROOT / "modules").glob("*/*/variables.tf"))
CATALOG = catalog.read(ROOT / "modules")
ELSEWHERE = re.compile(r"aws_(iam|route53|cloudfront|globalaccelerator|organizations)")
BOTH_REGIONS = [path for path in MODULES if path.parent.name != "regional"]
REGIONAL = [path for path in MODULES if path.parent.name == "regional"]

# The checks that may be skipped, and on what: docs/decisions/2026-11-23-checkov-skips.md gives the reasons.
SKIPS = {
    ("CKV2_AWS_8", "aws_rds_cluster"),
    ("CKV_AWS_260", "aws_vpc_security_group_ingress_rule"),
    ("CKV_AWS_144", "aws_s3_bucket"),
    ("CKV_AWS_145", "aws_s3_bucket"),
    ("CKV2_AWS_57", "aws_secretsmanager_secret"),
}


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def code(path: Path) -> str:
    """All of a module's Terraform, without comments and blank lines."""
    return "\n".join(stripped(file) for file in sorted(path.glob("*.tf")))


def stripped(file: Path) -> str:
    lines = file.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if line.strip() and not line.strip().startswith("#"))


def blocks(path: Path, kind: str) -> list[tuple[str, str, str]]:
    """Every top-level block of a kind: its labels and its body. In fmt-clean text a block ends at column 0."""
    found = re.findall(rf'^{kind} "([^"]+)"(?: "([^"]+)")? {{\n(.*?)^}}', code(path), re.DOTALL | re.MULTILINE)
    return [(first, second, body) for first, second, body in found]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_has_all_its_files(path: Path) -> None:
    wanted = {"main.tf", "variables.tf", "outputs.tf", "versions.tf", "README.md", f"tests/{path.name}.tftest.hcl"}
    assert {file for file in wanted if not (path / file).is_file()} == set()


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_every_variable_and_output_is_described_and_typed(path: Path) -> None:
    module = CATALOG[path.name]
    assert [key for key, taken in module.inputs.items() if not taken.description] == []
    assert [key for key, description in module.outputs.items() if not description] == []
    assert [key for key, taken in module.inputs.items() if re.search(r"\bany\b", taken.type)] == []


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_default_is_never_null_by_accident(path: Path) -> None:
    loose = [k for k, v in CATALOG[path.name].inputs.items() if not v.required and v.nullable and v.default is not None]
    assert loose == []


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_variables_and_outputs_stand_in_alphabetical_order(path: Path) -> None:
    for kind, file in (("variable", "variables.tf"), ("output", "outputs.tf")):
        names = re.findall(rf'^{kind} "([^"]+)"', (path / file).read_text(encoding="utf-8"), re.MULTILINE)
        assert names == sorted(names)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_stays_small(path: Path) -> None:
    words = ("variables.tf", "outputs.tf", "versions.tf")
    resources = [file for file in path.glob("*.tf") if file.name not in words]
    lines = sum(len(text.strip().splitlines()) for text in (stripped(file) for file in resources))
    assert lines <= (400 if path.parent.name == "regional" else 500)  # two regions, said once each
    assert max(len(file.read_text(encoding="utf-8").splitlines()) for file in path.glob("*.tf")) <= 250


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_nothing_that_exists_depends_on_who_is_active(path: Path) -> None:
    guilty = [line for line in code(path).splitlines() if re.match(r"\s*(count|for_each|name|identifier)\s*=", line)]
    assert [line for line in guilty if "var.active" in line] == []


@pytest.mark.parametrize("path", REGIONAL, ids=name)
def test_a_regional_module_holds_nothing_whose_control_plane_lies_elsewhere(path: Path) -> None:
    assert [kind for kind, _, _ in blocks(path, "resource") if ELSEWHERE.match(kind)] == []


@pytest.mark.parametrize("path", BOTH_REGIONS, ids=name)
def test_a_resource_of_a_root_with_two_regions_names_its_provider(path: Path) -> None:
    found = blocks(path, "resource") + blocks(path, "data")
    assert [
        f"{kind}.{label}" for kind, label, body in found if not re.search(r"^  provider += aws\.", body, re.MULTILINE)
    ] == []


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_data_source_calls_aws(path: Path) -> None:
    assert {kind for kind, _, _ in blocks(path, "data")} <= {"aws_iam_policy_document", "aws_partition", "aws_region"}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_has_no_provider_no_module_and_only_aws(path: Path) -> None:
    text = code(path)
    assert not re.search(r"^(provider|module|import|check) ", text, re.MULTILINE)
    assert set(re.findall(r'\bsource\s+= "([^"]+)"', text)) <= {"hashicorp/aws"}


def test_checks_are_skipped_only_where_the_list_says() -> None:
    found = {
        (skip, kind)
        for path in MODULES
        for file in path.glob("*.tf")
        for kind, body in re.findall(r'(?ms)^resource "([^"]+)" "[^"]+" {\n(.*?)^}', file.read_text())
        for skip in re.findall(r"#checkov:skip=(\w+):\S", body)
    }
    assert found == SKIPS


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_skip_stands_on_a_resource_and_has_a_reason(path: Path) -> None:
    text = "".join(file.read_text() for file in path.rglob("*") if file.is_file())
    assert text.count("checkov:skip") == len(
        re.findall(r"^  #checkov:skip=CKV2?_AWS_\d+:\S.{20,}$", text, re.MULTILINE)
    )


def test_every_component_is_in_shop_prod() -> None:
    text = (ROOT / "environments/shop-prod/spec.yaml").read_text()
    used = set(re.findall(r"^  (\w+):", text, re.MULTILINE)) | set(re.findall(r"module: (\w+)", text))
    assert {path.name for path in MODULES if path.parent.name != "bootstrap"} - used == set()
