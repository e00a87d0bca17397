"""Something of the Terraform cannot be read.

What stands there is missing from every comparison: it may be the very thing that the standby lacks. The rest of the
file was read.

Mend it: `terraform fmt` names the mistake.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.inventory import Regions

severity = Severity.HIGH


def check(regions: Regions) -> Iterator[Finding]:
    yield from (fault for fault in regions.everything.faults if fault.check == "source_cannot_be_read")
