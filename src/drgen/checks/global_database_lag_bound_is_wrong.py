"""The bound on an Aurora global database's lag cannot hold what is promised.

`rds.global_db_rpo` makes the primary wait with commits while no standby is nearer than so many seconds. AWS takes no
less than 20; a bound above the promised RPO allows what the promise excludes; and while it is set, a standby that is
gone stops the primary's writes.
https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html

Set it between 20 and the RPO, or leave it out: without it the lag is watched and nothing stops.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.MEDIUM


_LEAST = 20  # seconds, AWS's own


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair in sides.pairs(spec, stacks, "aurora"):
        bound = str(pair.primary["parameters"].get("rds.global_db_rpo", ""))
        if not bound.isdigit():
            continue
        promised, path = pair.primary["objectives"]["rpo_seconds"], ("components", pair.name, "parameters")
        if int(bound) < _LEAST:
            yield Finding(path, f"{pair.name}: rds.global_db_rpo is {bound} s, AWS takes no less than {_LEAST}")
        elif int(bound) > promised:
            yield Finding(path, f"{pair.name}: rds.global_db_rpo is {bound} s, the RPO is {promised} s")
