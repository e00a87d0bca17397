"""The regions' caches do not replicate.

After a failover the standby's cache is empty: sessions and carts that live only there are lost, and the database
takes every read until the cache is warm.

Join them in an `aws_elasticache_global_replication_group`, or keep nothing there that cannot be read anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import is_absent, text

severity = Severity.MEDIUM


_KEPT = re.compile(r"session|cart|basket|queue|token", re.IGNORECASE)


def check(regions: Regions) -> Iterator[Finding]:
    if any(regions.everything.of("aws_elasticache_global_replication_group")):
        return
    for pair in regions.paired("aws_elasticache_replication_group", "aws_memorydb_cluster"):
        standby = pair.standby
        if is_absent(standby, "global_replication_group_id"):
            keeps = _KEPT.search(f"{pair.primary.address} {text(pair.primary, 'replication_group_id')}")
            message = f"does not replicate {pair.primary.address}"
            yield about(standby, "global_replication_group_id", message, None if keeps else Severity.NOTE)
