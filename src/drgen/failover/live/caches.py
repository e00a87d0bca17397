"""Caches as their region describes them, by instance of the spec."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drgen.aws import AwsError
from drgen.failover.steps import elasticache

if TYPE_CHECKING:
    from drgen.failover.parts import Part
    from drgen.failover.run import Site


@dataclass(frozen=True)
class Cache:
    """One region's cache."""

    status: str
    version: str  # of the engine; "" where no node says
    node_type: str
    shards: int
    copies: Mapping[str, str]  # status of the members of its datastore, by region; empty where nothing replicates


def look(site: Site) -> dict[str, Cache]:
    """The caches of a region; what is not there has no entry."""
    found = {part.instance: _cache(site, part) for part in site.run.parts if part.module == "elasticache"}
    return {name: one for name, one in found.items() if one}


def _cache(site: Site, part: Part) -> Cache | None:
    group = elasticache.member(site, part.name)
    if not group:
        return None
    store = elasticache.datastore(site, part.name)
    return Cache(
        status=str(group.get("Status", "unknown")),
        version=_version(site, part.name),
        node_type=str(group.get("CacheNodeType", "")),
        shards=len(group.get("NodeGroups", [])),
        copies={region: str(one.get("Status", "unknown")) for region, one in (store.members if store else {}).items()},
    )


def _version(site: Site, name: str) -> str:
    """A group says no version; its first node does."""
    try:
        nodes = site.look("elasticache", "describe_cache_clusters", CacheClusterId=f"{name}-001")["CacheClusters"]
    except AwsError as error:
        if error.code != "CacheClusterNotFound":
            raise
        return ""
    return str(nodes[0].get("EngineVersion", "")) if nodes else ""
