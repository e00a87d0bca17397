"""Which two regions are meant, and which of them stands by."""

from pathlib import Path

import pytest

from drgen.errors import DrgenError
from drgen.inventory import hcl
from drgen.parity import places, split
from drgen.parity.places import Roles


def provider(region: str, alias: str = "") -> str:
    named = f'  alias = "{alias}"\n' if alias else ""
    return f'provider "aws" {{\n  region = {region}\n{named}}}\n'


def vpc(name: str, alias: str = "", more: str = "") -> str:
    chosen = f"  provider = aws.{alias}\n" if alias else ""
    return f'resource "aws_vpc" "{name}" {{\n{chosen}{more}}}\n'


def found(folder: Path, text: str) -> Roles:
    (folder / "main.tf").write_text(text)
    return places.found(hcl.read(folder))


EAST, WEST, THIRD = '"us-east-1"', '"us-west-2"', '"eu-west-1"'


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(provider(EAST) + provider(WEST, "dr") + vpc("a") + vpc("b", "dr"), id="an alias"),
        pytest.param(
            provider(WEST, "secondary") + provider(EAST, "primary") + vpc("a", "primary") + vpc("b", "secondary"),
            id="two aliases",
        ),
        pytest.param(
            provider(WEST)
            + provider(EAST, "e")
            + vpc("a")
            + vpc("b", "e")
            + 'resource "aws_db_instance" "r" {\n  replicate_source_db = "x"\n}\n',
            id="a replica, though in the default region",
        ),
        pytest.param(
            provider(EAST)
            + provider(WEST, "dr")
            + provider(THIRD, "x")
            + "".join(vpc(f"a{n}") + vpc(f"x{n}", "x") for n in range(3))
            + vpc("b", "dr"),
            id="a third region",
        ),
    ],
)
def test_the_standby_is_told_by_what_it_is_called_and_what_it_holds(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text) == Roles("us-east-1", "us-west-2")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(provider(EAST) + vpc("a"), id="one region"),
        pytest.param(
            provider(WEST)
            + provider(EAST, "global")
            + vpc("a")
            + 'resource "aws_acm_certificate" "c" {\n  provider = aws.global\n}\n',
            id="a certificate for CloudFront",
        ),
        pytest.param(
            provider(WEST) + vpc("a") + 'provider "google" {\n  region = "us-east1"\n}\nresource "google_x" "y" {}\n',
            id="another cloud",
        ),
        pytest.param("variable x {}\n" + vpc("a"), id="no region at all"),
    ],
)
def test_where_nothing_tells_two_regions_it_says_so(tmp_path: Path, text: str) -> None:
    with pytest.raises(DrgenError, match="nothing to compare"):
        found(tmp_path, text)


def test_a_pair_of_three_regions_that_are_alike_is_not_guessed(tmp_path: Path) -> None:
    text = provider(EAST) + provider(WEST, "b") + provider(THIRD, "c") + vpc("a") + vpc("b", "b") + vpc("c", "c")
    with pytest.raises(DrgenError, match="nothing tells which two of the regions eu-west-1, us-east-1, us-west-2"):
        found(tmp_path, text)


def test_sides_are_told_by_aliases_where_the_regions_are_not(tmp_path: Path) -> None:
    text = 'variable "r" {}\n' + provider("var.r") + provider("var.r", "dr") + vpc("a") + vpc("b", "dr")
    (tmp_path / "main.tf").write_text(text)
    inventory = hcl.read(tmp_path)
    regions = split(inventory, places.found(inventory))
    assert [one.name for one in regions.primary.resources] == ["a"]
    assert [one.name for one in regions.standby.resources] == ["b"]


def test_what_is_of_no_region_is_on_no_side(tmp_path: Path) -> None:
    text = provider(EAST) + provider(WEST, "dr") + vpc("a") + vpc("b", "dr") + 'resource "aws_iam_role" "r" {}\n'
    (tmp_path / "main.tf").write_text(text)
    regions = split(hcl.read(tmp_path), Roles("us-east-1", "us-west-2"))
    sided = {one.address for one in (*regions.primary.resources, *regions.standby.resources)}
    assert sided == {"aws_vpc.a", "aws_vpc.b"}
    assert [one.region for one in regions.everything.of("aws_iam_role")] == [""]
