"""When the primary's region is dark, nothing wakes anybody.

Route 53 publishes the state of its checks in us-east-1 only: the alarm on the endpoint check exists there or nowhere.
Where that is the primary's region, it goes dark with what it watches; and a platform without a place there has none.
The alarms of the standby's own region ring when replication stands still, and live through it.

Add the component `alarms`, which stands in both regions, or say under `estimates: {page: …}` what else pages you.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity
from drgen.objectives import figures, model

if TYPE_CHECKING:
    from drgen.spec import Spec
    from drgen.stacks import Stack

severity = Severity.MEDIUM


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    found = model(spec, stacks)
    before = {step.id: step.figure for step in found.timeline.before}
    if "page" in before and before["page"].p95 == figures.NOTICED_BY_PEOPLE.p95 and not before["page"].verified:
        dns = next(part.name for part in found.parts if part.module == "dns")
        region = spec.regions.primary.name
        yield Finding(("components", dns), f"without {region} no alarm is left that could page: people must notice")
