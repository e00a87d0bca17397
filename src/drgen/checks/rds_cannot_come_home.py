"""An RDS database can fail over, and never come back.

After a promotion the old primary is no replica and cannot become one: the way home deletes it (after a final
snapshot) and makes it anew as a replica of the same name. The failover roles may not do that unless the spec
says so.
https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.Promote.html

Write `iam: {rds_rebuild: true}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.HIGH


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    iam = sides.only(stacks, "iam")
    if not iam or iam[1]["rds_rebuild"]:
        return
    for pair, _ in sides.both(spec, stacks, "rds"):
        message = f"{pair.name} is rebuilt on its way home, and rds_rebuild is false"
        yield Finding(("components", iam[0], "rds_rebuild"), message)
