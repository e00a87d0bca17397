"""The region that takes a store's writes is not the one that the spec calls active.

A failover is not over, or nobody reconciled after it: Terraform's plans still go by the old role, and whoever reads the
spec looks at the wrong region.

Run `drgen failover resume` where a run broke off, else `drgen reconcile`: it sets `active` to what is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity

if TYPE_CHECKING:
    from drgen.failover.live import BySide
    from drgen.spec import Spec

severity = Severity.BLOCKER


def check(spec: Spec, writes: BySide[bool]) -> Iterator[Finding]:
    for instance in sorted({name for said in writes.values() for name in said}):
        leaders = [side for side, said in writes.items() if said.get(instance)]
        if len(leaders) == 1 and leaders[0] != spec.active:
            message = f"{instance}: the {leaders[0]} takes the writes, the spec says {spec.active}"
            yield Finding(("components", instance), message)
