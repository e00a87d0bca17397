"""A cache is to be warmed from a snapshot, which fills no cache that exists.

ElastiCache makes a new replication group of a snapshot, and takes one from another region only as a file that was
exported to S3 and copied there: the cache of the standby, whose address the application knows, stays empty. What such
a snapshot holds is up to a day old besides.

Give the family the loader `job`, `endpoint` or `command`, which make its keys anew; or, where old values will do, a
`command` that reads the exported file.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack
from drgen.warming import plan

severity = Severity.BLOCKER


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair in sides.pairs(spec, stacks, "elasticache"):
        warming = plan.of(pair.name, pair.primary)
        for family in warming.families if warming else ():
            if "snapshot" in [str(loader.kind) for loader in (family.loader, family.after_loss) if loader]:
                path = ("components", pair.name, "warming", "families", family.name, "loader")
                yield Finding(path, f"{pair.name}: {family.name} are to come from a snapshot")
