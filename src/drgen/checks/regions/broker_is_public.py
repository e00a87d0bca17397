"""A broker is open to the internet.

A public broker is often the price of a link between the regions. Its login page and its queues are then one password
away from everybody.

Set `publicly_accessible = false`, and link the brokers over peered networks.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import is_on

severity = Severity.HIGH


def check(regions: Regions) -> Iterator[Finding]:
    for broker in regions.everything.of("aws_mq_broker"):
        if is_on(broker, "publicly_accessible"):
            yield about(broker, "publicly_accessible", "is true")
