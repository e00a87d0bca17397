"""An RDS instance made anew under its own name, as a replica of the one that leads.

Only one that its workers were shut out of. By state, one thing at a time: a last snapshot `<name>-retired-<time>`, its
settings written into the journal, deletion protection off, delete, make the replica with those settings. Terraform
finds an instance by its name and sees nothing. The snapshot stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from drgen import platform, render
from drgen.aws import AwsError
from drgen.failover import fencing
from drgen.failover.outcome import AbortedError, StoppedError

if TYPE_CHECKING:
    from drgen.failover.parts import Part
    from drgen.failover.run import Run, Site

# What of an instance's description goes into the call that makes it anew, as it is called there.
_SAME = {
    "DBInstanceClass": "DBInstanceClass",
    "MultiAZ": "MultiAZ",
    "AutoMinorVersionUpgrade": "AutoMinorVersionUpgrade",
    "StorageType": "StorageType",
    "Iops": "Iops",
    "CopyTagsToSnapshot": "CopyTagsToSnapshot",
    "MonitoringInterval": "MonitoringInterval",
    "MonitoringRoleArn": "MonitoringRoleArn",
    "IAMDatabaseAuthenticationEnabled": "EnableIAMDatabaseAuthentication",
    "PerformanceInsightsEnabled": "EnablePerformanceInsights",
    "PerformanceInsightsKMSKeyId": "PerformanceInsightsKMSKeyId",
    "EnabledCloudwatchLogsExports": "EnableCloudwatchLogsExports",
    "DeletionProtection": "DeletionProtection",
    "MaxAllocatedStorage": "MaxAllocatedStorage",
    "KmsKeyId": "KmsKeyId",
    "CACertificateIdentifier": "CACertificateIdentifier",
}


def ready(part: Part, run: Run) -> Iterator[str]:
    """Why the way home cannot begin."""
    assert run.there is not None
    leader, old = _instance(run.there, part), _instance(run.here, part)
    if _follows(leader):
        return  # the primary leads: there is nothing to bring home
    if leader.get("DBInstanceStatus") != "available":
        yield f"the instance in {run.there.region}, which leads, is {leader.get('DBInstanceStatus', 'missing')}"
    elif not leader.get("BackupRetentionPeriod"):
        yield f"the instance in {run.there.region} has no backups: AWS makes no replica of such a one"
    if old and not _follows(old) and not _may_rebuild(run):
        yield "it comes home by being rebuilt, and `iam: {rds_rebuild: true}` is not said"
    if old and not _follows(old) and not fencing.is_fenced(run.here, part):
        yield f"the old one in {run.here.region} may still be written to: `drgen fence {run.spec.name}` comes first"


def move(part: Part, run: Run, site: Site) -> None:
    """Do what is next to make the instance of `site` a replica of the other side's."""
    found = _instance(site, part)
    if found and (_follows(found) or _leads_alone(part, run, site)):
        _finish(part, site, found)
    elif not found:
        _create(part, run, site)
    elif found.get("DBInstanceStatus") == "available":
        _retire(part, run, site, found)


def settled(part: Part, run: Run, site: Site) -> str | None:
    """What the rebuild of `site`'s instance still waits for."""
    found = _instance(site, part)
    status = found.get("DBInstanceStatus", "missing")
    if found and _leads_alone(part, run, site):
        return None
    if not found or not _follows(found):
        return f"the instance in {site.region} is {status}, and no replica yet"
    if status != "available":
        return f"the replica in {site.region} is {status}"
    wanted = part.at(site.side)["backup_retention_days"]
    days = found.get("BackupRetentionPeriod", 0)
    return None if days == wanted else f"the replica in {site.region} keeps backups for {days} days, not {wanted}"


def _leads_alone(part: Part, run: Run, site: Site) -> bool:
    """Whether the other side follows this one: then there is nothing to rebuild here."""
    other = run.there if site.side == run.target else run.here
    return other is not None and _follows(_instance(other, part))


def _retire(part: Part, run: Run, site: Site, found: dict[str, Any]) -> None:
    if not fencing.is_fenced(site, part):
        message = f"{part.instance}: {part.name} in {site.region} can be written to, and would be deleted"
        raise AbortedError(message, hint=f"`drgen status {run.spec.name}` says who leads")
    snapshot = _retired(part, run)
    status = _snapshot(site, snapshot)
    if not status:
        what = f"take a last snapshot {snapshot} in {site.region}"
        named: dict[str, Any] = {"DBSnapshotIdentifier": snapshot, "DBInstanceIdentifier": part.name}
        site.act(what, "rds", "create_db_snapshot", **named)
    elif status == "available" and found.get("DeletionProtection"):
        _remember(part, run, site, found)
        what = f"take the deletion protection off {part.name} in {site.region}"
        change = {"DBInstanceIdentifier": part.name, "DeletionProtection": False, "ApplyImmediately": True}
        site.act(what, "rds", "modify_db_instance", again=60, **change)
    elif status == "available":
        _remember(part, run, site, found)
        what = f"delete {part.name} in {site.region}; {snapshot} stays"
        site.act(
            what, "rds", "delete_db_instance",
            DBInstanceIdentifier=part.name, SkipFinalSnapshot=True, DeleteAutomatedBackups=False,
        )  # fmt: skip


def _create(part: Part, run: Run, site: Site) -> None:
    """Make the replica with the settings that the old instance had."""
    kept = _remembered(part, run, site)
    if kept is None:
        message = f"{part.instance}: {part.name} in {site.region} is gone, and nobody wrote down how it was"
        raise StoppedError(message, hint="let Terraform make it: apply that root")
    other = run.there if site.side == run.target else run.here
    assert other is not None
    source = f"arn:{platform.partition(run.spec)}:rds:{other.region}:{run.spec.account}:db:{part.name}"
    tags = render.tags(run.spec) | {"drgen:backup": run.spec.name}
    site.act(
        f"make {part.name} in {site.region} anew, as a replica of {other.region}",
        "rds",
        "create_db_instance_read_replica",
        DBInstanceIdentifier=part.name,
        SourceDBInstanceIdentifier=source,
        SourceRegion=other.region,
        Tags=[{"Key": key, "Value": value} for key, value in sorted(tags.items())],
        **kept,
    )


def _finish(part: Part, site: Site, found: dict[str, Any]) -> None:
    """A replica is born without backups."""
    wanted = part.at(site.side)["backup_retention_days"]
    if found.get("DBInstanceStatus") == "available" and found.get("BackupRetentionPeriod") != wanted:
        what = f"turn backups of {part.name} in {site.region} on"
        change = {"DBInstanceIdentifier": part.name, "BackupRetentionPeriod": wanted, "ApplyImmediately": True}
        site.act(what, "rds", "modify_db_instance", again=60, **change)


def _remember(part: Part, run: Run, site: Site, found: dict[str, Any]) -> None:
    """Write down how the instance is, once, before it is deleted."""
    if _remembered(part, run, site) is not None:
        return
    assert run.journal is not None
    kept = {ours: found[theirs] for theirs, ours in _SAME.items() if found.get(theirs) is not None}
    kept["DeletionProtection"] = True
    kept["DBSubnetGroupName"] = part.name
    kept["DBParameterGroupName"] = f"{part.name}-pg{part.at(site.side)['engine']['version'].split('.')[0]}"
    if not (own := fencing.own_group(site, part)):
        raise StoppedError(
            f"{part.name} in {site.region} has no security group {part.name}: made anew, it would let nobody in",
            hint=f"apply the root {site.side}, which makes it, then `drgen failover resume {run.spec.name}`",
        )
    kept["VpcSecurityGroupIds"] = [own]
    run.journal.write("remember", instance=part.instance, region=site.region, settings=kept)


def _remembered(part: Part, run: Run, site: Site) -> dict[str, Any] | None:
    entries = run.journal.of("remember") if run.journal else []
    for entry in entries:
        if (entry.data["instance"], entry.data["region"]) == (part.instance, site.region):
            return dict(entry.data["settings"])
    return None


def _snapshot(site: Site, name: str) -> str:
    try:
        found = site.look("rds", "describe_db_snapshots", DBSnapshotIdentifier=name)["DBSnapshots"]
    except AwsError as error:
        if error.code in ("DBSnapshotNotFound", "DBSnapshotNotFoundFault"):
            return ""
        raise
    return str(found[0].get("Status", "unknown")) if found else ""


def _retired(part: Part, run: Run) -> str:
    return f"{part.name}-retired-{run.id.partition('-')[0].lower()}"


def _may_rebuild(run: Run) -> bool:
    return any(part.module == "iam" and part.at(run.target).get("rds_rebuild") for part in run.parts)


def _instance(site: Site, part: Part) -> dict[str, Any]:
    from drgen.failover.steps import rds

    return rds.instance(site, part.name)


def _follows(found: dict[str, Any]) -> bool:
    return bool(found.get("ReadReplicaSourceDBInstanceIdentifier"))
