"""Roles that are not the failover's may move the traffic.

Whoever may write the latch's metric takes the primary out of service. `latch_writers` excepts roles from that
denial; a wildcard in place of a role's name excepts everybody.

Name the other platforms' failover and latch-scheduler roles one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.HIGH


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:  # noqa: ARG001
    iam = sides.only(stacks, "iam")
    for index, arn in enumerate(iam[1]["latch_writers"] if iam else []):
        if iam and re.search(r":role/[*?]+$|:role/\*", arn):
            message = f"{arn} is any role, not a failover or latch-scheduler role"
            yield Finding(("components", iam[0], "latch_writers", index), message)
