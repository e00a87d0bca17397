"""A global datastore does not ignore which of its members is the primary.

A promotion changes `primary_replication_group_id`, Terraform reads it back, and a change of it forces a replacement:
the next plan destroys the datastore (hashicorp/terraform-provider-aws, issue 46121).

Add `lifecycle { ignore_changes = [primary_replication_group_id], prevent_destroy = true }` to the datastore.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions

severity = Severity.BLOCKER


_PRIMARY = "primary_replication_group_id"


def check(regions: Regions) -> Iterator[Finding]:
    for one in regions.everything.of("aws_elasticache_global_replication_group"):
        if one.lifecycle and not one.lifecycle.ignore_changes & {_PRIMARY, "all"}:
            listed = ", ".join(sorted(one.lifecycle.ignore_changes)) or "nothing"
            yield about(one, "lifecycle", f"ignore_changes lacks {_PRIMARY}; it has {listed}")
