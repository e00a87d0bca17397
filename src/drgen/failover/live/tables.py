"""The sessions table as each region describes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drgen.aws import AwsError

if TYPE_CHECKING:
    from drgen.failover.run import Site


@dataclass(frozen=True)
class Table:
    """One region's copy of a table."""

    status: str
    replicas: Mapping[str, str]  # status of the other copies, by region


def look(site: Site) -> dict[str, Table]:
    """The table of a region, by name; nothing where it is not there."""
    name = f"{site.run.spec.name}-sessions"
    if not any(part.module == "sessions" for part in site.run.parts):
        return {}
    try:
        found = site.look("dynamodb", "describe_table", TableName=name)["Table"]
    except AwsError as error:
        if error.code != "ResourceNotFoundException":
            raise
        return {}
    replicas = {one["RegionName"]: str(one.get("ReplicaStatus", "unknown")) for one in found.get("Replicas") or []}
    return {name: Table(str(found.get("TableStatus", "unknown")), replicas)}
