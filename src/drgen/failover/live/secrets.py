"""Secrets as their region describes them, by name of the spec."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drgen.aws import AwsError

if TYPE_CHECKING:
    from drgen.failover.run import Site


@dataclass(frozen=True)
class Secret:
    """A secret, or its replica."""

    has_value: bool
    replicas: Mapping[str, str]  # InSync, InProgress or Failed, by region; of a replica: none


def look(site: Site) -> dict[str, Secret]:
    """The secrets of a region; what is not there has no entry."""
    names = [name for part in site.run.parts if part.module == "secrets" for name in part.at(site.side)["names"]]
    found = {name: _secret(site, f"{site.run.spec.name}-{name}") for name in sorted(names)}
    return {name: one for name, one in found.items() if one}


def _secret(site: Site, name: str) -> Secret | None:
    try:
        found = site.look("secretsmanager", "describe_secret", SecretId=name)
    except AwsError as error:
        if error.code != "ResourceNotFoundException":
            raise
        return None
    current = any("AWSCURRENT" in stages for stages in (found.get("VersionIdsToStages") or {}).values())
    replicas = {one["Region"]: str(one.get("Status", "unknown")) for one in found.get("ReplicationStatus") or []}
    return Secret(current, replicas)
