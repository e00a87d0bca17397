"""Buckets whose copies a failover lives on: versions kept, replication on. State buckets among them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drgen import platform
from drgen.aws import AwsError

if TYPE_CHECKING:
    from drgen.failover.run import Site


@dataclass(frozen=True)
class Bucket:
    """One bucket."""

    is_versioned: bool
    destinations: frozenset[str]  # bucket ARNs of the rules that are enabled


def look(site: Site) -> dict[str, Bucket]:
    """The buckets of a region, by what the spec calls them; `state` is the one that keeps the states."""
    spec = site.run.spec
    names = {"state": platform.state_bucket(spec, site.side)}
    for part in site.run.parts:
        if part.module == "buckets":
            names |= {key: f"{spec.name}-{key}-{spec.account}-{site.region}" for key in part.at(site.side)["names"]}
    return {key: _bucket(site, name) for key, name in sorted(names.items())}


def _bucket(site: Site, name: str) -> Bucket:
    try:
        versions = site.look("s3", "get_bucket_versioning", Bucket=name)
        rules = site.look("s3", "get_bucket_replication", Bucket=name)["ReplicationConfiguration"]["Rules"]
    except AwsError as error:
        if error.code not in ("NoSuchBucket", "ReplicationConfigurationNotFoundError"):
            raise
        return Bucket(error.code != "NoSuchBucket" and versions.get("Status") == "Enabled", frozenset())
    enabled = frozenset(rule["Destination"]["Bucket"] for rule in rules if rule.get("Status") == "Enabled")
    return Bucket(versions.get("Status") == "Enabled", enabled)
