"""The brokers of the two regions differ in version, instance type or deployment mode.

Definitions that the one takes the other may refuse, and half the broker carries all the messages after a failover.
https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rabbitmq-version-management.html

Make them alike, the one of the region that waits first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity
from drgen.terms import SIDES

if TYPE_CHECKING:
    from drgen.failover.live import BySide
    from drgen.failover.live.brokers import Broker

severity = Severity.HIGH


def check(brokers: BySide[Broker]) -> Iterator[Finding]:
    primary, standby = (brokers.get(side, {}) for side in SIDES)
    for instance in sorted(primary.keys() & standby.keys()):
        here, there = (" ".join(_words(said[instance])) for said in (primary, standby))
        if here != there:
            yield Finding(("components", instance), f"{instance}: {here} in the primary, {there} in the standby")


def _words(broker: Broker) -> tuple[str, str, str]:
    return broker.version, broker.host, broker.mode
