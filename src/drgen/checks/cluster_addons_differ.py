"""The two regions' clusters have different add-ons.

Network, storage and DNS of the pods are add-ons: a version that was never under load serves all of it after the
failover.

Say the add-ons once, outside the standby block.
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
        here, there = pair.primary["addons"], standby["addons"]
        for name in sorted(here.keys() | there.keys()):
            if here.get(name) != there.get(name):
                message = f"{pair.name}: {name} is {there.get(name)} in the standby, {here.get(name)} in the primary"
                yield Finding(pair.path("addons", name), message)
