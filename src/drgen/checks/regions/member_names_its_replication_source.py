"""A cluster of a global database is told what it replicates.

The membership decides who replicates whom, and a switchover turns it round: the next plan then changes or removes
`replication_source_identifier`, which detaches the cluster, or fails. The provider's documentation asks to leave it
out of a member and to ignore it.
https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/rds_cluster#replication_source_identifier-1

Remove `replication_source_identifier`, and add it to `ignore_changes`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._databases import is_member
from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import references, text

severity = Severity.BLOCKER


def check(regions: Regions) -> Iterator[Finding]:
    argument = "replication_source_identifier"
    for cluster in regions.everything.of("aws_rds_cluster"):
        ignored = cluster.lifecycle.ignore_changes if cluster.lifecycle else frozenset()
        is_told = bool(text(cluster, argument) or references(cluster, argument))
        if cluster.lifecycle and is_member(cluster) and is_told and not ignored & {argument, "all"}:
            reads = ", ".join(references(cluster, argument)) or text(cluster, argument)
            yield about(cluster, argument, f"is {reads}, though the cluster is a member of a global database")
