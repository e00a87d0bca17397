"""An Aurora global database as AWS describes it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from drgen import aws
from drgen.aws import AwsError

if TYPE_CHECKING:
    from drgen.failover.run import Site


@dataclass(frozen=True)
class Global:
    """A global database as its members say."""

    status: str
    writers: tuple[str, ...]  # regions; of a healthy one there is one
    members: dict[str, dict[str, Any]]  # by region
    moving: str  # status of a move under way; empty when there is none
    bound_for: str  # the region that it moves to

    @property
    def writer(self) -> str:
        """The region that leads; empty unless it is one."""
        return self.writers[0] if len(self.writers) == 1 else ""


def look(site: Site, name: str) -> Global | None:
    """The global database; None where there is none of that name."""
    try:
        answer = site.look("rds", "describe_global_clusters", GlobalClusterIdentifier=name)
    except AwsError as error:
        if error.code == "GlobalClusterNotFoundFault":
            return None
        raise
    found = answer["GlobalClusters"]
    return _read(found[0]) if found else None


def cluster(site: Site, name: str) -> dict[str, Any]:
    """One region's cluster; empty where there is none."""
    try:
        found = site.look("rds", "describe_db_clusters", DBClusterIdentifier=name)["DBClusters"]
    except AwsError as error:
        if error.code == "DBClusterNotFoundFault":
            return {}
        raise
    return dict(found[0]) if found else {}


def instances(site: Site, name: str) -> dict[str, dict[str, Any]]:
    """The instances of one region's cluster, by key: their names without the cluster's. Every page is read."""
    wanted = [{"Name": "db-cluster-id", "Values": [name]}]
    found = aws.pages(partial(site.look, "rds", "describe_db_instances", Filters=wanted), "DBInstances", aws.MARKER)
    ours = [one for one in found if one["DBInstanceIdentifier"].startswith(f"{name}-")]
    return {one["DBInstanceIdentifier"].removeprefix(f"{name}-"): one for one in ours}


def _read(said: dict[str, Any]) -> Global:
    members = {_region(one["DBClusterArn"]): one for one in said.get("GlobalClusterMembers", [])}
    state = said.get("FailoverState") or {}
    return Global(
        status=said.get("Status", "unknown"),
        writers=tuple(sorted(region for region, one in members.items() if one.get("IsWriter"))),
        members=members,
        moving=state.get("Status", ""),
        bound_for=_region(state.get("ToDbClusterArn", "")),
    )


def _region(arn: str) -> str:
    parts = arn.split(":")
    return parts[3] if len(parts) > 3 else ""  # noqa: PLR2004  an ARN's fourth field
