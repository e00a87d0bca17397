"""A module is called that is not in the folder: what it makes is not seen.

A registry or a git repository holds it, and drgen downloads nothing. Only the call's arguments are compared.

Compare plans instead (`terraform show -json plan.tfplan`): they hold what every module makes.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.inventory import Regions

severity = Severity.NOTE

_SHOWN = 6


def check(regions: Regions) -> Iterator[Finding]:
    calls = [one for one in regions.everything.resources if one.mode == "module"]
    if calls:
        more = f" and {len(calls) - _SHOWN} more" if len(calls) > _SHOWN else ""
        shown = ", ".join(one.address for one in calls[:_SHOWN])
        message = f"not seen: what {shown}{more} make{'s' * (len(calls) == 1)}"
        yield Finding((), message, address=calls[0].address, mark=calls[0].mark)
