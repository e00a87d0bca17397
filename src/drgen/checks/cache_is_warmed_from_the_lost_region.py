"""A cache is to be warmed by copies alone, from a cache that is lost with its region.

A copy needs the other region's cache alive: it serves a planned switchover. After a loss there is nothing to copy
from, and traffic meets a cold cache.

Give the plan a family that reads from what survives: `loader: endpoint`, through the application, or a `job`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.MEDIUM


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair in sides.pairs(spec, stacks, "elasticache"):
        planned = pair.primary["warming"]
        if planned and all(family["loader"] == "copy" for family in planned["families"].values()):
            message = f"{pair.name}: every family of its warming plan is copied from the other region"
            yield Finding(("components", pair.name, "warming"), message)
