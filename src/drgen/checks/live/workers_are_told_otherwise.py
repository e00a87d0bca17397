"""The background workers of a region are told that another side is active than the spec says.

They work in both regions, or in none: jobs run twice, or wait.

`drgen fence` tells a region that came back; after a failover that is not over, `drgen failover resume`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity

if TYPE_CHECKING:
    from drgen.failover.live import BySide
    from drgen.spec import Spec

severity = Severity.HIGH


def check(spec: Spec, workers: BySide[str]) -> Iterator[Finding]:
    for side, said in workers.items():
        told = said.get("active")
        if told is not None and told != spec.active:
            message = f"workers of the {side} are told {told or 'nothing'}, the spec says {spec.active}"
            yield Finding(("components", "activity"), message)
