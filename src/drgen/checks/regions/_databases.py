"""Which databases replicate to which: Aurora global databases, and read replicas of RDS in another region."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from drgen.checks.regions._links import Links, is_primary, is_standby
from drgen.inventory import Regions, Resource, Unknown
from drgen.resources import is_absent


@dataclass(frozen=True)
class Global:
    """A global database and the clusters that are surely its members."""

    this: Resource
    members: tuple[Resource, ...]


@dataclass(frozen=True)
class Replica:
    """An RDS instance, and the one in another region that it replicates."""

    replica: Resource
    source: Resource


def globals_of(links: Links) -> Iterator[Global]:
    """The Aurora global databases."""
    clusters = [one for one in links.regions.everything.of("aws_rds_cluster") if is_member(one)]
    for this in links.regions.everything.of("aws_rds_global_cluster"):
        joined = [one for one in clusters if this in links.of(one, "global_cluster_identifier", this.type)]
        adopted = links.of(this, "source_db_cluster_identifier", "aws_rds_cluster")
        yield Global(this, tuple({id(one): one for one in [*adopted, *joined]}.values()))


def is_member(cluster: Resource) -> bool:
    """Whether a cluster is in a global database, known or not."""
    return not is_absent(cluster, "global_cluster_identifier")


def secondaries(regions: Regions) -> Iterator[Resource]:
    """The clusters of the standby that are members of a global database."""
    return (one for one in regions.everything.of("aws_rds_cluster") if is_member(one) and is_standby(regions, one))


def couples(links: Links) -> Iterator[tuple[Resource, Resource]]:
    """The primary's and the standby's cluster of every global database that has one of each."""
    for one in globals_of(links):
        here = [member for member in one.members if is_primary(links.regions, member)]
        there = [member for member in one.members if is_standby(links.regions, member)]
        if len(here) == 1 and len(there) == 1:
            yield here[0], there[0]


def replicas(links: Links) -> Iterator[Replica]:
    """The RDS instances that replicate one of another region."""
    yield from _replicas(links, "aws_db_instance", "replicate_source_db")


def cluster_replicas(links: Links) -> Iterator[Replica]:
    """The Aurora clusters that replicate one of another region without a global database."""
    yield from _replicas(links, "aws_rds_cluster", "replication_source_identifier")


def _replicas(links: Links, kind: str, argument: str) -> Iterator[Replica]:
    for one in links.regions.everything.of(kind):
        if is_absent(one, argument) or (kind == "aws_rds_cluster" and is_member(one)):
            continue
        for source in _sources(links, one, argument):
            if source is not one and one.region and source.region and one.region != source.region:
                yield Replica(one, source)


def _sources(links: Links, replica: Resource, argument: str) -> list[Resource]:
    """What it replicates; where that is only looked up when Terraform runs, the one that it can be."""
    found = links.of(replica, argument, replica.type)
    if found and all(one.mode == "managed" for one in found):
        return found
    looked_up = found or isinstance(replica.get(argument), Unknown)
    others = [one for one in links.regions.everything.of(replica.type) if is_absent(one, argument)]
    possible = [one for one in others if is_primary(links.regions, one)]
    return possible if looked_up and len(possible) == 1 and is_standby(links.regions, replica) else []


def instances(links: Links, cluster: Resource) -> list[Resource]:
    """The instances of a cluster."""
    return list(links.to(cluster, "cluster_identifier", "aws_rds_cluster_instance"))
