"""An Aurora global database: who leads is moved by one call, after a pilot light's instances are up.

`FailoverGlobalCluster` with AllowDataLoss in an unplanned run, `SwitchoverGlobalCluster` in a planned one, both asked
of the region that is to lead. Whether it happened is read from the members: an answer may get lost, and a repeated call
is an error that proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from drgen import render
from drgen.failover import fencing, lag, quiet
from drgen.failover.globalcluster import Global, cluster, instances, look
from drgen.failover.outcome import AbortedError, StoppedError
from drgen.terms import SIDES

if TYPE_CHECKING:
    from drgen.failover.parts import Part
    from drgen.failover.run import Run, Site

PHASE = "data"

_SHOWN = 300.0  # seconds after which an accepted move shows in the members
_MOVING = ("failing-over", "switching-over", "pending")


def says(part: Part, run: Run) -> str:
    how = "switch over" if run.is_planned else "fail over, giving up what has not arrived"
    return f"{how}: global database {part.name} to {run.here.region}"


def ready(part: Part, run: Run) -> Iterator[str]:
    found = look(run.here, part.name)
    if found is None:
        yield f"there is no global database {part.name}"
        return
    if run.here.region not in found.members:
        yield f"{run.here.region} is no member of {part.name}: it cannot take over"
        return
    if found.writer == run.here.region and not found.moving:
        return  # done already
    yield from _odd(found, run)
    yield from _unfit(part, run)
    if run.there is None:
        yield from lag.refusals(part, run, metric(part, run.here))
    else:
        yield from _unfit_for_switchover(part, run, found)


def move(part: Part, run: Run) -> None:
    found = _certain(part, run)
    _start(part, run)
    if run.is_planned:
        fencing.unfence(run.here, part)  # it follows again, and is to lead
    if not _up(run.here, part.name) or found.moving or found.writer == run.here.region:
        return
    _refuse_return(part, run, found)
    call = "switchover_global_cluster" if run.is_planned else "failover_global_cluster"
    consent = {} if run.is_planned else {"AllowDataLoss": True}
    run.here.act(
        says(part, run),
        "rds",
        call,
        GlobalClusterIdentifier=part.name,
        TargetDbClusterIdentifier=found.members[run.here.region]["DBClusterArn"],
        **consent,
    )


def settled(part: Part, run: Run) -> str | None:
    found = _certain(part, run)
    if not _up(run.here, part.name):
        return "no instance is available"
    if found.moving:
        return f"{found.moving} to {found.bound_for}"
    if found.writer != run.here.region:
        return f"{found.writer or 'nobody'} leads"
    if found.status != "available":
        return f"the global database is {found.status}"
    if run.is_planned and fencing.is_fenced(run.here, part):
        return "its workers are still shut out"
    status = cluster(run.here, part.name).get("Status", "unknown")
    return None if status == "available" else f"the cluster is {status}"


def fence(part: Part, run: Run) -> None:
    """Shut the workers out of a cluster that thinks it leads; one that follows takes no writes anyway."""
    if writes(part, run.here):
        fencing.fence(run.here, part)
        quiet.cut_off(run.here, part, linger=0)


def fenced(part: Part, run: Run) -> str | None:
    if not writes(part, run.here):
        return None
    if not fencing.holds(run.here, part):
        return f"workers still reach {part.name} in {run.here.region}"
    return quiet.connected(run.here, part) or None


def _certain(part: Part, run: Run) -> Global:
    """The global database while it moves. Raises StoppedError where nobody could say who leads."""
    found = look(run.here, part.name)
    if found is None:
        raise StoppedError(f"{part.instance}: the global database {part.name} is gone")
    if len(found.writers) > 1:
        both = " and ".join(found.writers)
        raise AbortedError(
            f"{part.instance}: {part.name} has two writers, {both}", hint="fence one of them: `drgen fence`"
        )
    if found.moving == "cancelling":
        raise StoppedError(f"{part.instance}: AWS is taking the move of {part.name} back")
    return found


def _refuse_return(part: Part, run: Run, found: Global) -> None:
    """A move that AWS accepted and that is over without having happened was taken back: nobody just tries again."""
    asked = run.sent("rds", f"{part.name}'", run.here.region, "_global_cluster")
    if asked is not None and asked >= _SHOWN and found.status == "available":
        raise StoppedError(
            f"{part.instance}: AWS accepted the move of {part.name} {asked:.0f} s ago, and {found.writer} still leads",
            hint="look at the events of the global cluster; `drgen failover resume` asks AWS again",
        )


def _odd(found: Global, run: Run) -> Iterator[str]:
    if len(found.writers) != 1:
        yield f"its writers are {' and '.join(found.writers) or 'nobody'}: fence all but one first"
    if found.moving and (found.bound_for != run.here.region or found.moving not in _MOVING):
        yield f"it is {found.moving} to {found.bound_for or 'nowhere'}"
    if found.status != "available" and not found.moving:
        yield f"the global database is {found.status}, which is not available"


def _unfit(part: Part, run: Run) -> Iterator[str]:
    status = cluster(run.here, part.name).get("Status", "missing")
    if status != "available":
        yield f"its cluster in {run.here.region} is {status}, which is not available"
    if not instances(run.here, part.name) and not part.at(run.target)["instances"]:
        yield f"it has no instance in {run.here.region}, and the spec names none to start"


def _unfit_for_switchover(part: Part, run: Run, found: Global) -> Iterator[str]:
    assert run.there is not None
    versions = {site.region: cluster(site, part.name).get("EngineVersion", "") for site in (run.here, run.there)}
    if len(set(versions.values())) > 1:
        both = ", ".join(f"{version or 'none'} in {region}" for region, version in versions.items())
        yield f"a switchover wants equal versions: {both}"
    connected = found.members[run.here.region].get("SynchronizationStatus", "unknown")
    if connected != "connected":
        yield f"the copy in {run.here.region} is {connected}, which is not connected"


def _up(site: Site, name: str) -> list[str]:
    return [key for key, one in instances(site, name).items() if one.get("DBInstanceStatus") == "available"]


def _start(part: Part, run: Run) -> None:
    """Make a pilot light's instances, as modules/regional/aurora would, or the plan after their import is not empty."""
    missing = _missing(part, run)
    if not missing:
        return
    settings = part.at(run.target)
    key_arn = cluster(run.here, part.name)["KmsKeyId"]
    major = settings["engine"]["version"].split(".")[0]
    for key, wanted in sorted(missing.items()):
        run.here.act(
            f"create instance {part.name}-{key}",
            "rds",
            "create_db_instance",
            DBInstanceIdentifier=f"{part.name}-{key}",
            DBClusterIdentifier=part.name,
            DBInstanceClass=wanted["class"],
            DBParameterGroupName=f"{part.name}-pg{major}",
            Engine="aurora-postgresql",
            AutoMinorVersionUpgrade=True,
            EnablePerformanceInsights=True,
            MonitoringInterval=60,
            MonitoringRoleArn=f"{settings['role_arn_prefix']}rds-monitoring",
            PerformanceInsightsKMSKeyId=key_arn,
            PromotionTier=1,
            Tags=[{"Key": key, "Value": value} for key, value in sorted(render.tags(run.spec).items())],
            **_window(settings),
        )


def _missing(part: Part, run: Run) -> dict[str, Any]:
    """The instances to make: all that serve, in a region that has none while it waits."""
    settings, there = part.at(run.target), instances(run.here, part.name)
    waits_without = run.target == "standby" and not implied(settings)
    if there and not waits_without:
        return {}
    return {key: one for key, one in settings["instances"].items() if key not in there}


def implied(settings: dict[str, Any]) -> dict[str, Any]:
    """The instances that a standby holds while it waits, as modules/regional/aurora makes them."""
    said, serving = settings.get("standby_instances"), settings["instances"]
    if said is not None:
        return dict(said)
    names = {"warm_standby": sorted(serving)[:1], "hot_standby": sorted(serving)}.get(settings["strategy"], [])
    return {name: serving[name] for name in names}


def _window(settings: dict[str, Any]) -> dict[str, Any]:
    window = (settings.get("windows") or {}).get("maintenance")
    return {"PreferredMaintenanceWindow": window} if window else {}


def metric(part: Part, site: Site) -> lag.Metric:
    """How far this region's copy is behind."""
    source = getattr(site.run.spec.regions, SIDES[1 - SIDES.index(site.side)]).name
    dimensions = {"DBClusterIdentifier": part.name, "SourceRegion": source}
    return lag.Metric("AWS/RDS", "AuroraGlobalDBRPOLag", dimensions, per_second=1000)


def writes(part: Part, site: Site) -> bool | None:
    """Whether this region's cluster leads, as the region itself says; unknown where there is no such database."""
    found = look(site, part.name)
    return None if found is None else site.region in found.writers
