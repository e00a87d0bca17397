"""Which side a resource is on, where only aliases, folders and variables tell it."""

from __future__ import annotations

from pathlib import Path

import pytest

from drgen.errors import DrgenError
from drgen.inventory import Regions
from drgen.parity import intent, reading

ASKED = """
variable "region" {}
variable "dr_region" {}
provider "aws" {
  region = var.region
}
provider "aws" {
  alias  = "dr"
  region = var.dr_region
}
"""
AMONG_ALIASES = """
provider "aws" {
  alias  = "primary"
  region = "us-east-1"
}
provider "aws" {
  alias  = "dr"
  region = "us-west-2"
}
"""
STORES = """
resource "aws_sns_topic" "dr_alerts" {}
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_vpc" "other" {
  provider   = aws.dr
  cidr_block = "10.1.0.0/16"
}
"""


def compared(folder: Path, **files: str) -> Regions:
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.mkdir(parents=True, exist_ok=True)
        (path / "main.tf").write_text(text, encoding="utf-8")
    return reading.regions(folder, None, None, reading.How())


def sides(found: Regions) -> tuple[set[str], set[str]]:
    here, there = ({one.address for one in side.resources} for side in (found.primary, found.standby))
    return here, there


def test_the_alias_that_is_left_tells_what_the_default_provider_is(tmp_path: Path) -> None:
    found = compared(tmp_path, root=ASKED + STORES)
    assert sides(found) == ({"aws_sns_topic.dr_alerts", "aws_vpc.main"}, {"aws_vpc.other"})


def test_regions_that_only_variables_name_are_two_regions_all_the_same(tmp_path: Path) -> None:
    found = compared(tmp_path, root=ASKED + STORES)
    assert (found.primary_region, found.standby_region) == ("the primary's region", "the standby's region")
    assert {one.region for one in found.everything.resources} == {found.primary_region, found.standby_region}


def test_a_provider_without_a_region_works_in_the_primarys(tmp_path: Path) -> None:
    main = 'resource "aws_vpc" "first" {\n  provider = aws.primary\n  cidr_block = "10.0.0.0/16"\n}\n'
    found = compared(tmp_path, root=AMONG_ALIASES + STORES + main)
    assert {one.region for one in found.primary.resources} == {"us-east-1"}


def test_roots_for_development_are_not_compared_with_production(tmp_path: Path) -> None:
    one, other = (f'provider "aws" {{ region = "{name}" }}' for name in ("us-east-1", "us-west-2"))
    vpc = '\nresource "aws_vpc" "this" { cidr_block = "10.0.0.0/16" }'
    found = compared(tmp_path, prod__primary=one + vpc, prod__standby=other + vpc, staging=one + vpc)
    assert [len(found.primary.resources), len(found.standby.resources), len(found.pairs)] == [1, 1, 1]
    assert len(found.everything.resources) == 3


def test_a_region_of_another_cloud_is_none(tmp_path: Path) -> None:
    cloud = 'provider "google" { region = "europe-west1" }\nresource "google_compute_network" "dr" {}\n'
    aws = 'provider "aws" { region = "eu-west-1" }\nresource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }\n'
    with pytest.raises(DrgenError, match=r"only eu-west-1 is told \(europe-west1 is no region of AWS\)"):
        compared(tmp_path, root=cloud + aws)


def test_a_copy_within_a_region_makes_no_standby_of_it(tmp_path: Path) -> None:
    twice = """
    resource "aws_vpc" "east" { cidr_block = "10.0.0.0/16" }
    resource "aws_db_instance" "orders" { identifier = "orders" }
    resource "aws_db_instance" "reader" { replicate_source_db = aws_db_instance.orders.identifier }
    resource "aws_vpc" "west" {
      provider   = aws.west
      cidr_block = "10.1.0.0/16"
    }
    """
    providers = (
        'provider "aws" { region = "us-east-1" }\nprovider "aws" {\n  alias = "west"\n  region = "us-west-2"\n}\n'
    )
    found = compared(tmp_path, root=providers + twice)
    assert (found.primary_region, found.standby_region) == ("us-east-1", "us-west-2")
    assert not intent.is_meant(found), "nothing says that one region stands by for the other"


def test_an_alias_means_the_region_that_the_other_roots_give_it(tmp_path: Path) -> None:
    told = (
        'provider "aws" { region = "us-east-1" }\n'
        + AMONG_ALIASES.replace("dr", "peer")
        + STORES.replace("aws.dr", "aws.peer")
    )
    asked = """
    variable "region" {}
    provider "aws" { region = "us-east-1" }
    provider "aws" {
      alias  = "peer"
      region = var.region
    }
    resource "aws_sqs_queue" "main" { provider = aws.peer }
    """
    found = compared(tmp_path, infra=told, app=asked)
    assert "aws_sqs_queue.main" in sides(found)[1]


def test_a_file_that_cannot_be_read_is_named_where_nothing_is_left_to_compare(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(ASKED + STORES, encoding="utf-16")
    with pytest.raises(DrgenError) as raised:
        reading.regions(tmp_path, None, None, reading.How())
    assert "main.tf first: this is not readable as HCL" in raised.value.hint
