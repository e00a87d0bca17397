"""Databases as their region describes them: Aurora clusters and RDS instances, by instance of the spec."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from drgen.failover import globalcluster

if TYPE_CHECKING:
    from drgen.failover.parts import Part
    from drgen.failover.run import Site


@dataclass(frozen=True)
class Database:
    """One region's half of a database."""

    status: str
    version: str
    backup_days: int
    is_protected: bool
    # How replication goes, by the region that the copy is in: `connected` for Aurora, `replicating` for RDS are well.
    copies: Mapping[str, str]


def look(site: Site) -> dict[str, Database]:
    """The databases of a region; what is not there has no entry."""
    found = {part.instance: _READ[part.module](site, part) for part in site.run.parts if part.module in _READ}
    return {name: one for name, one in found.items() if one}


def _aurora(site: Site, part: Part) -> Database | None:
    found = globalcluster.cluster(site, part.name)
    if not found:
        return None
    whole = globalcluster.look(site, part.name)
    members = whole.members if whole else {}
    writers = whole.writers if whole else ()
    copies = {
        region: str(one.get("SynchronizationStatus", "unknown"))
        for region, one in members.items()
        if region not in writers
    }
    return _database(found, "Status", copies)


def _rds(site: Site, part: Part) -> Database | None:
    from drgen.failover.steps import rds

    found = rds.instance(site, part.name)
    if not found:
        return None
    said = [one for one in found.get("StatusInfos", []) if one.get("StatusType") == "read replication"]
    follows = bool(found.get("ReadReplicaSourceDBInstanceIdentifier"))
    how = str(said[0].get("Status", "unknown")) if said else "unknown"
    return _database(found, "DBInstanceStatus", {site.region: how} if follows else {})


_READ = {"aurora": _aurora, "rds": _rds}


def _database(found: dict[str, Any], status: str, copies: Mapping[str, str]) -> Database:
    return Database(
        status=str(found.get(status, "unknown")),
        version=str(found.get("EngineVersion", "")),
        backup_days=int(found.get("BackupRetentionPeriod", 0)),
        is_protected=bool(found.get("DeletionProtection")),
        copies=copies,
    )
