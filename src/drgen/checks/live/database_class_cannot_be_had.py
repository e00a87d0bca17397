"""A database class that must serve in a region is not offered there, or in one zone only.

A pilot light asks for it on the day of the failover, a promoted replica when it is to grow; AWS then says that it does
not know that class for that version.
https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeOrderableDBInstanceOptions.html

Name a class that both regions offer for that engine version.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity

if TYPE_CHECKING:
    from drgen.failover.live import BySide

severity = Severity.HIGH


def check(offers: BySide[int]) -> Iterator[Finding]:
    for side, said in offers.items():
        for wanted, zones in sorted(said.items()):
            if zones <= 1:
                where = "in one zone only" if zones else "in no zone"
                yield Finding(("regions", side), f"the {side}'s region offers {wanted} {where}")
