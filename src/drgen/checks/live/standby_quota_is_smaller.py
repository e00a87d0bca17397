"""A service quota of the standby's region is smaller than the primary's.

Quotas are per region, and the primary's were raised when it grew. The failover stops at the first that is too low, and
a raise takes days.
https://docs.aws.amazon.com/servicequotas/latest/userguide/intro.html

Ask for the primary's value in the standby's region.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity
from drgen.terms import SIDES

if TYPE_CHECKING:
    from drgen.failover.live import BySide

severity = Severity.HIGH


def check(quotas: BySide[float]) -> Iterator[Finding]:
    primary, standby = (quotas.get(side, {}) for side in SIDES)
    for what in sorted(primary.keys() & standby.keys()):
        if standby[what] < primary[what]:
            message = f"{what}: {standby[what]:g} in the standby's region, {primary[what]:g} in the primary's"
            yield Finding(("regions", "standby"), message)
