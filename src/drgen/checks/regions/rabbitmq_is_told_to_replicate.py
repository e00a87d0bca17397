"""A RabbitMQ broker is told to replicate across regions.

Cross-region data replication of Amazon MQ is for ActiveMQ only: its messages are nowhere else, whether the broker is
refused or made without.
https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/crdr-for-active-mq.html

Remove `data_replication_mode`, and link the brokers by federation or shovel.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import text

severity = Severity.BLOCKER


def check(regions: Regions) -> Iterator[Finding]:
    for broker in regions.everything.of("aws_mq_broker"):
        if text(broker, "engine_type").lower() == "rabbitmq" and text(broker, "data_replication_mode") == "CRDR":
            yield about(broker, "data_replication_mode", "is CRDR, and the engine is RabbitMQ")
