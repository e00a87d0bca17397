"""A link between brokers leads to a private Amazon MQ broker.

Amazon MQ for RabbitMQ cannot reach a private broker through federation or shovel unless it shares its network as a
resource: the link never comes up, and messages stay in their region.
https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rabbitmq-basic-elements-plugins.html
https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/private-networking.html

Share the broker's network (`resource_share_arns`), or run the mover outside of the brokers.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import Links, about, given
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import is_absent, is_off

severity = Severity.BLOCKER


_LINKS = {"rabbitmq_federation_upstream": "definition", "rabbitmq_shovel": "info"}


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    brokers = list(regions.everything.of("aws_mq_broker"))
    if len(brokers) < 2 or any(not is_absent(one, "resource_share_arns") for one in brokers):  # noqa: PLR2004
        return
    for link in regions.everything.of(*_LINKS):
        for broker in links.of(link, _LINKS[link.type], "aws_mq_broker"):
            if is_off(broker, "publicly_accessible"):
                message = (
                    f"leads to {broker.address}, whose publicly_accessible is {given(broker, 'publicly_accessible')}"
                )
                yield about(link, _LINKS[link.type], message)
