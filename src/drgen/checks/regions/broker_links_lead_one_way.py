"""The links between the brokers lead one way.

After the failover the standby's messages stay there: what was published meanwhile is not in the primary on the day of
the way home.
https://www.rabbitmq.com/docs/federation

Keep a link for the way back, with `max-hops` of 1, and turn it on in the failover.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions

severity = Severity.MEDIUM

_LINKS = ("rabbitmq_federation_upstream", "rabbitmq_shovel")
_BOTH = 2


def check(regions: Regions) -> Iterator[Finding]:
    brokers = list(regions.everything.of("aws_mq_broker"))
    links = [one for one in regions.everything.of(*_LINKS) if "." in one.provider]
    ends = {one.provider for one in links}
    if len(brokers) >= _BOTH and len(ends) == 1 and not any(one.repetition for one in links):
        yield about(links[0], "provider", f"is {links[0].provider} for all {len(links)} links; none leads back")
