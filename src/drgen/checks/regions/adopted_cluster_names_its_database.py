"""A global database adopts a cluster that names its database.

With `source_db_cluster_identifier` the global database takes over the cluster's `database_name`, which its own
configuration does not have: the next plan replaces the global database (hashicorp/terraform-provider-aws, issue 39368).

Ignore `database_name` in the global database, or give it to the global database from its birth.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import Links, about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import is_absent, text

severity = Severity.HIGH


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    for this in regions.everything.of("aws_rds_global_cluster"):
        ignored = this.lifecycle.ignore_changes if this.lifecycle else frozenset()
        if this.lifecycle is None or ignored & {"database_name", "all"} or not is_absent(this, "database_name"):
            continue
        for cluster in links.of(this, "source_db_cluster_identifier", "aws_rds_cluster"):
            if name := text(cluster, "database_name"):
                message = f"is {cluster.address}, whose database_name is {name}; the global database has none"
                yield about(this, "source_db_cluster_identifier", message)
