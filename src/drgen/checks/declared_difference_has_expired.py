"""A difference between the regions was declared until a day that is over.

Somebody meant the regions to differ for a while, in an upgrade or a trial. A difference that outlives its
reason is what a failover trips over.

Remove the standby block, or give it another `until:` and say why.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from drgen.findings import Finding, Severity
from drgen.spec import Spec

severity = Severity.HIGH


def check(spec: Spec, today: date) -> Iterator[Finding]:
    for name, component in spec.components.items():
        if component.until and component.until < today:
            what = ", ".join(component.standby) or "nothing"
            message = f"{name}: {what} may differ until {component.until}; today is {today}"
            yield Finding(("components", name, "standby", "until"), message)
