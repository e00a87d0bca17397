"""The spec that describes what was found: it loads, it says what it could not tell."""

from pathlib import Path

import pytest

from drgen import catalog, spec
from drgen.parity import places, reading, suggestion
from tests.conftest import ROOT
from tests.parity.test_styles import DATA, STYLES, compared

ROOTS = """
provider "aws" {
  region = "us-east-1"
}
provider "aws" {
  alias  = "dr"
  region = "us-west-2"
}
resource "aws_vpc" "primary" {
  cidr_block = "10.8.0.0/16"
}
resource "aws_vpc" "dr" {
  provider   = aws.dr
  cidr_block = "10.8.0.0/16"
}
resource "aws_db_instance" "orders" {
  identifier     = "orders-primary"
  engine         = "postgres"
  engine_version = "16.8"
  instance_class = "db.m7g.large"
}
resource "aws_db_instance" "orders_dr" {
  provider            = aws.dr
  replicate_source_db = aws_db_instance.orders.arn
  instance_class      = "db.m7g.large"
}
resource "aws_db_instance" "legacy" {
  engine = "mysql"
}
resource "aws_elasticache_replication_group" "carts" {
  replication_group_id = "carts"
  node_type            = var.node
}
variable "node" {}
"""


@pytest.fixture
def suggested(tmp_path: Path) -> str:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "main.tf").write_text(ROOTS)
    return suggestion.text(reading.regions(tmp_path / "shop", None, None, reading.How()))


def load(text: str, folder: Path) -> spec.Spec:
    (folder / "spec.yaml").write_text(text)
    return spec.load(folder / "spec.yaml", catalog.read(ROOT / "modules"))


def test_what_is_known_is_in_the_spec(suggested: str, tmp_path: Path) -> None:
    found = load(suggested, tmp_path)
    assert (found.name, found.regions.primary.name, found.regions.standby.name) == ("shop", "us-east-1", "us-west-2")
    assert found.components["orders"].settings == {"engine": {"version": "16.8"}, "class": "db.m7g.large"}
    assert found.strategy == "pilot_light"


def test_what_is_not_known_is_said(suggested: str) -> None:
    untold = [line.strip() for line in suggested.splitlines() if "drgen could not tell" in line]
    assert any("node_type of aws_elasticache_replication_group.carts" in line for line in untold)
    assert any("there is no module for mysql" in line for line in untold)
    assert any("one address range of the standby" in line for line in untold)
    assert any("the account" in line for line in untold)


@pytest.mark.parametrize("style", STYLES)
def test_every_style_gives_a_spec_that_loads(style: str, tmp_path: Path) -> None:
    assert (DATA / style).is_dir()
    regions = compared(style)
    found = load(suggestion.text(regions), tmp_path)
    assert places.Roles(found.regions.primary.name, found.regions.standby.name) in (
        places.Roles(regions.primary_region, regions.standby_region),
        places.Roles("us-east-1", "us-west-2"),
    )


@pytest.mark.parametrize(
    "ranges",
    [
        pytest.param([f"10.{n}.0.0/16" for n in range(8)], id="every range that drgen proposes is taken"),
        pytest.param(["10.300.0.0/16"], id="no range at all"),
    ],
)
def test_address_ranges_that_do_not_fit_are_replaced_by_a_proposal(ranges: list[str], tmp_path: Path) -> None:
    vpcs = "".join(
        f'resource "aws_vpc" "n{n}_{side}" {{\n  cidr_block = "{one}"\n{provider}}}\n'
        for n, one in enumerate(ranges)
        for side, provider in (("primary", ""), ("dr", "  provider = aws.dr\n"))
    )
    (tmp_path / "main.tf").write_text(ROOTS.partition('resource "aws_vpc"')[0] + vpcs)
    text = suggestion.text(reading.regions(tmp_path, None, None, reading.How()))
    found = load(text, tmp_path).regions
    assert [str(found.primary.cidr), str(found.standby.cidr)] == ["10.0.0.0/16", "10.1.0.0/16"]
