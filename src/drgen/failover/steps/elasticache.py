"""A cache. A global datastore is promoted by one call; any other is filled by its plan, or starts as it is.

From which region AWS takes the call while the primary is dark is not documented (docs/decisions): it is asked of the
region that is to lead. Where that is refused, `--dissolve` makes the target's member a cache of its own (plan B).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from drgen.aws import AwsError
from drgen.failover import lag, warming
from drgen.failover.outcome import AbortedError
from drgen.failover.run import UNKNOWN

if TYPE_CHECKING:
    from drgen.failover.parts import Part
    from drgen.failover.run import Run, Site

PHASE = "data"
PLAN_B = "`--dissolve {instance}` makes this region's member a cache of its own, with what has arrived"


@dataclass(frozen=True)
class Datastore:
    """A global datastore as one region sees it."""

    id: str
    status: str
    members: dict[str, dict[str, Any]]  # by region

    @property
    def leaders(self) -> list[str]:
        """The regions that take writes; of a healthy one there is one."""
        return sorted(region for region, one in self.members.items() if one.get("Role", "").upper() == "PRIMARY")


def says(part: Part, run: Run) -> str:
    if not is_datastore(part):
        return warming.says(part, run)
    if part.instance in run.dissolve:
        return f"take {part.name} in {run.here.region} out of its datastore: a cache of its own"
    return f"promote datastore of {part.name} in {run.here.region}"


def ready(part: Part, run: Run) -> Iterator[str]:
    group = member(run.here, part.name)
    if group.get("Status") != "available":
        yield f"the cache in {run.here.region} is {group.get('Status', 'missing')}, which is not available"
        return
    if not is_datastore(part):
        yield from warming.ready(part, run)
        return
    found = datastore(run.here, part.name)
    if found is None:
        yield from _alone(part, run)
    elif found.leaders != [run.here.region]:
        yield from _odd(found, run)
        yield from lag.refusals(part, run, metric(part, run.here))


def move(part: Part, run: Run) -> None:
    if not is_datastore(part):
        warming.move(part, run)
        return
    found = datastore(run.here, part.name)
    if found is None or _certain(part, found) == run.here.region:
        return
    if part.instance in run.dissolve:
        what, call, region = says(part, run), "disassociate_global_replication_group", "ReplicationGroupRegion"
        group = "ReplicationGroupId"
    else:
        what, call, region = says(part, run), "failover_global_replication_group", "PrimaryRegion"
        group = "PrimaryReplicationGroupId"
        if found.status not in ("available", "primary-only"):
            return
    named: dict[str, Any] = {"GlobalReplicationGroupId": found.id, region: run.here.region, group: part.name}
    run.here.act(what, "elasticache", call, **named)


def settled(part: Part, run: Run) -> str | None:
    status = member(run.here, part.name).get("Status", "missing")
    if is_datastore(part):
        found = datastore(run.here, part.name)
        if found is None:
            return None if status == "available" else f"the cache is {status}"
        if _certain(part, found) != run.here.region:
            return f"{_certain(part, found) or 'nobody'} leads, the datastore is {found.status}"
        if found.status not in ("available", "primary-only"):
            return f"the datastore is {found.status}"
    elif waits := warming.settled(part, run):
        return waits
    return None if status == "available" else f"the cache is {status}"


def writes(part: Part, site: Site) -> bool | None:
    """Whether this region's member takes writes."""
    group = member(site, part.name)
    if not group:
        return None
    role = (group.get("GlobalReplicationGroupInfo") or {}).get("GlobalReplicationGroupMemberRole", "PRIMARY")
    return bool(role.upper() == "PRIMARY")


def phase(part: Part) -> str:
    """A datastore moves with the databases; what fills another cache reads from them."""
    return PHASE if is_datastore(part) else "warm"


def is_datastore(part: Part) -> bool:
    """Whether the regions replicate."""
    return bool(next(iter(part.settings.values()))["replication"] == "global_datastore")


def member(site: Site, name: str) -> dict[str, Any]:
    """One region's cache; empty where there is none."""
    try:
        found = site.look("elasticache", "describe_replication_groups", ReplicationGroupId=name)["ReplicationGroups"]
    except AwsError as error:
        if error.code == "ReplicationGroupNotFoundFault":
            return {}
        raise
    return dict(found[0]) if found else {}


def datastore(site: Site, name: str) -> Datastore | None:
    """The datastore that a region's cache is a member of; None where it is none."""
    info = member(site, name).get("GlobalReplicationGroupInfo") or {}
    if not (id_ := info.get("GlobalReplicationGroupId")):
        return None
    answer = site.look(
        "elasticache", "describe_global_replication_groups", GlobalReplicationGroupId=id_, ShowMemberInfo=True
    )
    [found] = answer["GlobalReplicationGroups"]
    members = {one["ReplicationGroupRegion"]: one for one in found.get("Members", [])}
    return Datastore(id_, found.get("Status", "unknown"), members)


def _certain(part: Part, found: Datastore) -> str:
    """The region that leads, if any. Raises AbortedError where two do."""
    if len(found.leaders) > 1:
        raise AbortedError(f"{part.instance}: {found.id} has two leaders, {' and '.join(found.leaders)}")
    return next(iter(found.leaders), "")


def _odd(found: Datastore, run: Run) -> Iterator[str]:
    if len(found.leaders) != 1:
        yield f"its leaders are {' and '.join(found.leaders) or 'nobody'}"
    if run.here.region not in found.members:
        yield f"{run.here.region} is no member of {found.id}"
    elif found.members[run.here.region].get("Status", "").lower() != "associated":
        yield f"its member in {run.here.region} is {found.members[run.here.region].get('Status', 'unknown')}"
    if found.status not in ("available", "primary-only", "modifying"):
        yield f"the datastore is {found.status}, which is not available"


def _alone(part: Part, run: Run) -> Iterator[str]:
    """After plan B: the member of the side that serves is a cache of its own, that of the other side is stale."""
    if run.is_planned:
        yield f"{part.name} is in no datastore: found one where the data is, and join the other region, which wipes it"
    elif run.consent is None or run.consent.seconds != UNKNOWN:
        yield f"{part.name} in {run.here.region} is in no datastore: it holds its own data, and none of the other's"


def metric(part: Part, _: Site) -> lag.Metric:
    """How far this region's copy is behind."""
    return lag.Metric("AWS/ElastiCache", "GlobalDatastoreReplicationLag", {"CacheClusterId": f"{part.name}-001"})
