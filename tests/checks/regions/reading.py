"""A few lines of HCL as the two regions that the checks read: us-east-1 and us-west-2, `aws` and `aws.standby`."""

from __future__ import annotations

import re
from pathlib import Path

from drgen.inventory import Inventory, Pair, Regions, Resource, hcl

PRIMARY, STANDBY = "us-east-1", "us-west-2"
PROVIDERS = """
provider "aws" {
  region = "us-east-1"
}
provider "aws" {
  alias  = "primary"
  region = "us-east-1"
}
provider "aws" {
  alias  = "standby"
  region = "us-west-2"
}
"""
_GLOBAL = re.compile(r"aws_(iam|route53|cloudfront)_|(?!aws_)")


def regions(folder: Path, text: str, standby_text: str = "") -> Regions:
    """One root of both regions; with `standby_text` two roots."""
    return of([_read(folder / name, one) for name, one in (("one", text), ("two", standby_text)) if one])


def of(read: list[Inventory]) -> Regions:
    """The two regions of one inventory or two."""
    everything = Inventory(
        "both",
        "folder",
        tuple(one for each in read for one in each.resources),
        tuple(one for each in read for one in each.backends),
    )
    here, there = _side(read[0], PRIMARY), _side(read[-1], STANDBY)
    pairs = tuple(Pair(one, other) for one in here.resources for other in there.resources if _alike(one, other))
    paired = {id(one) for pair in pairs for one in (pair.primary, pair.standby)}
    return Regions(
        here,
        there,
        everything,
        PRIMARY,
        STANDBY,
        pairs,
        tuple(one for one in here.resources if id(one) not in paired),
        tuple(one for one in there.resources if id(one) not in paired),
    )


def _read(folder: Path, text: str) -> Inventory:
    folder.mkdir(parents=True)
    (folder / "providers.tf").write_text(PROVIDERS, encoding="utf-8")
    (folder / "main.tf").write_text(text, encoding="utf-8")
    return hcl.read(folder)


def _side(read: Inventory, region: str) -> Inventory:
    mine = tuple(one for one in read.resources if one.region == region and not _GLOBAL.match(one.type))
    return Inventory(read.source, read.kind, mine, read.backends)


def _alike(one: Resource, other: Resource) -> bool:
    return (one.type, one.mode, _plain(one.name)) == (other.type, other.mode, _plain(other.name))


def _plain(name: str) -> str:
    return re.sub("primary|standby|secondary|_|replica", "", name)
