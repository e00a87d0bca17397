"""An RDS instance and its replica in the other region: the replica is promoted, and home it is rebuilt by name.

A promoted replica never follows again. So the way home makes the old primary anew as a replica of the same name
(`seed`), stops the writers, promotes it, and then makes the standby anew (`reseed`): see `rebuild`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from drgen.aws import AwsError
from drgen.failover import fencing, lag, quiet, rebuild
from drgen.failover.run import UNKNOWN

if TYPE_CHECKING:
    from drgen.failover.parts import Part
    from drgen.failover.run import Run, Site

PHASE = "data"
PLAN_B = "to give up, put {instance} back into its own security group; to go on, look at its events"
_UP = ("available", "backing-up", "storage-optimization", "configuring-enhanced-monitoring")


def says(part: Part, run: Run) -> str:
    return f"promote replica {part.name} in {run.here.region}"


def ready(part: Part, run: Run) -> Iterator[str]:
    found = instance(run.here, part.name)
    status = found.get("DBInstanceStatus", "missing")
    if run.kind == "failback":
        yield from rebuild.ready(part, run)
    elif status not in _UP:
        yield f"the instance in {run.here.region} is {status}, which is not available"
    elif found.get("ReadReplicaSourceDBInstanceIdentifier"):
        yield from lag.refusals(part, run, metric(part, run.here))
    elif run.target == "primary" and (run.consent is None or run.consent.seconds != UNKNOWN):
        yield f"{part.name} in {run.here.region} follows nobody: what was written since it last led would be lost"


def stop(part: Part, run: Run) -> None:
    """Shut the workers out of the instance that leads, so that nothing is written that the replica will not have."""
    if run.there and not _leads(run.here, part.name):
        fencing.fence(run.there, part)
        quiet.cut_off(run.there, part)


def stopped(part: Part, run: Run) -> str | None:
    if run.there is None or _leads(run.here, part.name):
        return None
    if not fencing.holds(run.there, part):
        return f"workers still reach {part.name} in {run.there.region}"
    return quiet.missing(run.there, run.here, part, metric(part, run.here)) or None


def seed(part: Part, run: Run) -> None:
    """Make the old primary a replica of what leads now."""
    rebuild.move(part, run, run.here)


def seeded(part: Part, run: Run) -> str | None:
    return rebuild.settled(part, run, run.here)


def move(part: Part, run: Run) -> None:
    found = instance(run.here, part.name)
    if found.get("DBInstanceStatus") != "available":
        return
    if found.get("ReadReplicaSourceDBInstanceIdentifier"):
        days = part.at(run.target)["backup_retention_days"]
        what = says(part, run)
        run.here.act(what, "rds", "promote_read_replica", DBInstanceIdentifier=part.name, BackupRetentionPeriod=days)
    elif found["DBInstanceClass"] != part.at(run.target)["class"]:
        wanted = part.at(run.target)["class"]
        what = f"give {part.name} in {run.here.region} its serving class, {wanted}"
        change = {"DBInstanceIdentifier": part.name, "DBInstanceClass": wanted, "ApplyImmediately": True}
        run.here.act(what, "rds", "modify_db_instance", again=60, **change)


def settled(part: Part, run: Run) -> str | None:
    found = instance(run.here, part.name)
    status = found.get("DBInstanceStatus", "missing")
    if found.get("ReadReplicaSourceDBInstanceIdentifier"):
        return f"still a replica, {status}"
    if status not in _UP:
        return f"the instance is {status}"
    wanted = part.at(run.target)["class"]
    return None if found["DBInstanceClass"] == wanted else f"its class is {found['DBInstanceClass']}, not {wanted}"


def reseed(part: Part, run: Run) -> None:
    """Make the standby a replica of the primary again."""
    if run.there:
        rebuild.move(part, run, run.there)


def reseeded(part: Part, run: Run) -> str | None:
    return rebuild.settled(part, run, run.there) if run.there else None


def fence(part: Part, run: Run) -> None:
    """Shut the workers out of an instance that follows nobody, and cut off whoever stays connected."""
    if _leads(run.here, part.name):
        fencing.fence(run.here, part)
        quiet.cut_off(run.here, part, linger=0)


def fenced(part: Part, run: Run) -> str | None:
    if not _leads(run.here, part.name):
        return None
    if not fencing.holds(run.here, part):
        return f"workers still reach {part.name} in {run.here.region}"
    return quiet.connected(run.here, part) or None


def writes(part: Part, site: Site) -> bool | None:
    """Whether this region's instance takes writes of anybody: a fenced one does not."""
    found = instance(site, part.name)
    if not found:
        return None
    return not found.get("ReadReplicaSourceDBInstanceIdentifier") and not fencing.is_fenced(site, part)


def instance(site: Site, name: str) -> dict[str, Any]:
    """The instance; empty where there is none."""
    try:
        found = site.look("rds", "describe_db_instances", DBInstanceIdentifier=name)["DBInstances"]
    except AwsError as error:
        if error.code in ("DBInstanceNotFound", "DBInstanceNotFoundFault"):
            return {}
        raise
    return dict(found[0]) if found else {}


def _leads(site: Site, name: str) -> bool:
    found = instance(site, name)
    return bool(found) and not found.get("ReadReplicaSourceDBInstanceIdentifier")


def metric(part: Part, _: Site) -> lag.Metric:
    """How far this region's copy is behind."""
    return lag.Metric("AWS/RDS", "ReplicaLag", {"DBInstanceIdentifier": part.name})
