"""Clusters and their node groups as their region describes them, by instance of the spec."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drgen.failover.steps import eks

if TYPE_CHECKING:
    from drgen.failover.parts import Part
    from drgen.failover.run import Site


@dataclass(frozen=True)
class NodeGroup:
    """How many nodes there are, and may be."""

    status: str
    desired: int
    most: int


@dataclass(frozen=True)
class Cluster:
    """One region's cluster."""

    status: str
    version: str
    groups: Mapping[str, NodeGroup]  # those that the spec names, and that are there


def look(site: Site) -> dict[str, Cluster]:
    """The clusters of a region; what is not there has no entry."""
    return {
        part.instance: Cluster(str(found.get("status")), str(found.get("version", "")), _groups(site, part))
        for part in site.run.parts
        if part.module == "eks" and (found := eks.cluster(site, part.name))
    }


def _groups(site: Site, part: Part) -> dict[str, NodeGroup]:
    found = {name: eks.node_group(site, part.name, name) for name in part.at(site.side).get("nodes") or {}}
    sizes = {name: one.get("scalingConfig", {}) for name, one in found.items()}
    return {
        name: NodeGroup(str(one["status"]), sizes[name].get("desiredSize", 0), sizes[name].get("maxSize", 0))
        for name, one in found.items()
        if one
    }
