"""The standby's cluster forwards writes to the primary.

That spares its clients a second endpoint, and ends when the primary does: it is no way to write after an outage.
https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-write-forwarding.html

Count on the promotion, and use the global writer endpoint.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about, is_primary
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import is_on

severity = Severity.NOTE


def check(regions: Regions) -> Iterator[Finding]:
    for cluster in regions.everything.of("aws_rds_cluster"):
        if is_on(cluster, "enable_global_write_forwarding") and not is_primary(regions, cluster):
            yield about(cluster, "enable_global_write_forwarding", "is true")
