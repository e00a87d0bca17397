"""Not the same people or pipelines may use both regions' clusters.

Whoever deploys to the primary has to deploy to the standby on the day of the failover, when IAM cannot be
changed: its control plane may be dark.

Say `access` once, outside the standby block.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.MEDIUM


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair, standby in sides.both(spec, stacks, "eks"):
        here, there = pair.primary["access"], standby["access"]
        for name in sorted(key for key in here.keys() | there.keys() if here.get(key) != there.get(key)):
            message = f"{pair.name}: {name} has {there.get(name)} in the standby, {here.get(name)} in the primary"
            yield Finding(pair.path("access", name), message)
