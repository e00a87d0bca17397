"""A workload has its role in one region's cluster only.

Its pods start in the standby without credentials: they run, and every call to AWS is refused.

Say `workloads` once, outside the standby block.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.HIGH


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair, standby in sides.both(spec, stacks, "eks"):
        here, there = pair.primary["workloads"], standby["workloads"]
        for name in sorted(key for key in here.keys() | there.keys() if here.get(key) != there.get(key)):
            message = f"{pair.name}: {name} is {there.get(name)} in the standby, {here.get(name)} in the primary"
            yield Finding(pair.path("workloads", name), message)
