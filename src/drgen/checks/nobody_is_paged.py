"""The alarms ring, and the spec names nobody who hears them.

`drgen` makes a topic in each region. Whoever subscribes by other means is fine; otherwise an outage is found by
customers.

Write `alarms: {notify: {on_call: https://…}}`, in a service that does not live in either region.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.NOTE


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    alarms = sides.only(stacks, "alarms")
    if alarms and not alarms[1]["notify"]:
        message = f"{alarms[0]}.notify is empty: the topic {spec.name}-dr has no subscriber from here"
        yield Finding(("components", alarms[0]), message)
