"""A database whose standby has no instance must be back within minutes.

A headless Aurora cluster keeps the data in the standby's region, but serves nobody until an instance was created: 8 to
15 minutes (estimate; AWS says several) before the failover of the database can start. Below an RTO of 20 minutes that
is too slow.

Keep one instance there: `strategy: warm_standby`, or `standby: {instances: {…}}` with a because.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity
from drgen.objectives.moves import instances
from drgen.objectives.parts import parts
from drgen.objectives.words import span

if TYPE_CHECKING:
    from drgen.spec import Spec
    from drgen.stacks import Stack

severity = Severity.HIGH

_SHORT = 20 * 60


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for part in parts(stacks):
        own = spec.components[part.name].objectives if part.name in spec.components else None
        rto = own.rto if own and own.rto is not None else spec.objectives.rto
        headless = part.module == "aurora" and part.waiting and not instances(part, str(spec.strategy))
        if headless and rto < _SHORT:
            message = f"RTO {span(rto)}, but the standby has no instance of {part.name} until one is created"
            yield Finding(("components", part.name), message)
