"""The two sides of a replication run versions of the engine that do not fit.

Aurora refuses a managed switchover or failover between different major or minor versions, with Aurora MySQL between
different patches, too; and a replica of RDS must not be older than its source.
https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-upgrade.html

Give both the same `engine_version`; upgrade the secondary first.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions import _versions
from drgen.checks.regions._databases import couples, replicas
from drgen.checks.regions._links import Links, about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import text

severity = Severity.BLOCKER


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    for primary, standby in couples(links):
        here, there = text(primary, "engine_version"), text(standby, "engine_version")
        engine = text(primary, "engine") or text(standby, "engine")
        if here and there and _versions.line(here, engine) != _versions.line(there, engine):
            yield about(standby, "engine_version", f"is {there}, and {here} in {primary.address}")
    for one in replicas(links):
        here, there = text(one.source, "engine_version"), text(one.replica, "engine_version")
        if here and there and _versions.major(there)[:1] < _versions.major(here)[:1]:
            yield about(one.replica, "engine_version", f"is {there}, and {here} in {one.source.address}")
