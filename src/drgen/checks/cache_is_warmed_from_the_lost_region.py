"""A cache is to be warmed by copies, from a cache that is lost with its region.

A copy needs the other region's cache alive: it serves a planned switchover. In an unplanned failover that region is
not asked, and traffic meets keys that nothing has loaded.

Give the family `after_loss`, a loader that reads from what survives: `{loader: job, run: shop/warm-prices}`, an
`endpoint` of the application, or a `command`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack
from drgen.warming import plan

severity = Severity.MEDIUM


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair in sides.pairs(spec, stacks, "elasticache"):
        warming = plan.of(pair.name, pair.primary)
        for family in warming.cold(planned=False) if warming else ():
            message = f"{pair.name}: {family.keys} {family.name} of its warming are copied from the other region only"
            yield Finding(("components", pair.name, "warming", "families", family.name, "loader"), message)
