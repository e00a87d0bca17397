"""All the clusters of a global database are in one region.

A global database replicates between its members. With one member, or with all in one region, there is nothing to fail
over to.
https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.configuration.requirements.html

Add a cluster in the standby's region whose `global_cluster_identifier` is this global database.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._databases import globals_of, is_member
from drgen.checks.regions._links import Links, about, is_unseen
from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource

severity = Severity.BLOCKER


def check(regions: Regions) -> Iterator[Finding]:
    if is_unseen(regions, "rds|aurora|database|db"):
        return
    links = Links(regions)
    known = {id(member) for one in globals_of(links) for member in one.members}
    clusters = [one for one in regions.everything.of("aws_rds_cluster") if is_member(one)]
    if any(id(one) not in known for one in clusters):  # it may be a member of any of them
        return
    if any(_joins_by_hand(one) for one in regions.everything.of("aws_rds_cluster") if not is_member(one)):
        return
    for one in globals_of(links):
        places = {member.region for member in one.members}
        if one.members and "" not in places and len(places) == 1:
            listed = ", ".join(member.address for member in one.members)
            message = f"its only members are in {places.pop()}: {listed}"
            yield about(one.this, "global_cluster_identifier", message)


def _joins_by_hand(cluster: Resource) -> bool:
    """Whether Terraform is told to look away from the membership: then somebody gives it one."""
    return bool(cluster.lifecycle and cluster.lifecycle.ignore_changes & {"global_cluster_identifier", "all"})
