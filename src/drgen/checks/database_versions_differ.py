"""The two regions' databases are of different versions.

Aurora refuses a switchover, and a failover, between members of different major or minor version. An RDS replica
takes its source's version, so the spec says something that is not so.
https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-upgrade.html

Remove `engine` from the standby block. An upgrade is a step of the API, the standby first unless Aurora upgrades
the whole global database at once; the spec follows it.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.BLOCKER


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair, standby in sides.both(spec, stacks, "aurora", "rds"):
        here, there = pair.primary["engine"]["version"], standby["engine"]["version"]
        if here != there:
            message = f"{pair.name}: {there} in the standby, {here} in the primary"
            yield Finding(pair.path("engine", "version"), message)
