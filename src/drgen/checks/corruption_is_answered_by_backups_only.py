"""Damaged data is not answered within what is promised for it.

Replication copies a wrong DELETE within a second: what helps are backups only. `objectives.corruption.rpo` says how
much may be lost then; backups that are copied to the other region less often, or no backups at all, do not keep it
there. (While the region lives, the point-in-time restore of Aurora and RDS goes back to within minutes.)

Add the component `backup`, or copy more often: `backup: {copy_every: 6h}`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity
from drgen.objectives.losses import copy_every
from drgen.objectives.parts import parts
from drgen.objectives.words import span

if TYPE_CHECKING:
    from drgen.spec import Spec
    from drgen.stacks import Stack

severity = Severity.MEDIUM


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    every = copy_every(parts(stacks))
    places: dict[tuple[str, ...], int] = {}
    if spec.objectives.corruption:
        places["objectives", "corruption", "rpo"] = spec.objectives.corruption.rpo
    for name, component in spec.components.items():
        if component.objectives and component.objectives.corruption:
            places["components", name, "objectives", "corruption", "rpo"] = component.objectives.corruption.rpo
    for path, rpo in places.items():
        if every is None:
            yield Finding(path, f"damaged data may cost {span(rpo)}, and there is no component backup")
        elif every > rpo:
            yield Finding(path, f"damaged data may cost {span(rpo)}, backups are copied every {span(every)}")
