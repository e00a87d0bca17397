"""Backup vaults: the newest complete recovery point of each kind of resource in each region."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from drgen import aws
from drgen.aws import AwsError

if TYPE_CHECKING:
    from drgen.failover.run import Site

_TWICE = 2  # of the interval: what is older than that needs no exact age


def look(site: Site) -> dict[str, dict[str, datetime]]:
    """By vault: the time of the newest point by type of resource, as far as two intervals and a day back."""
    for part in site.run.parts:
        if part.module == "backup":
            every = timedelta(hours=int(str(part.at(site.side)["copy_every"]).removesuffix("h")))
            return {site.run.spec.name: _newest(site, _TWICE * every + timedelta(days=1))}
    return {}


def _of_a_vault(listed: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What is listed; nothing where there is no such vault."""
    try:
        yield from listed
    except AwsError as error:
        if error.code != "ResourceNotFoundException":
            raise


def _newest(site: Site, back: timedelta) -> dict[str, datetime]:
    since = site.run.world.clock.now() - back
    ask = partial(site.look, "backup", "list_recovery_points_by_backup_vault", ByCreatedAfter=since)
    listed = aws.pages(partial(ask, BackupVaultName=site.run.spec.name), "RecoveryPoints")
    found: dict[str, datetime] = {}
    for point in _of_a_vault(listed):
        kind = str(point.get("ResourceType", ""))
        if point.get("Status") == "COMPLETED" and point["CreationDate"] > found.get(kind, since):
            found[kind] = point["CreationDate"]
    return found
