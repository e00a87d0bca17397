"""A link between brokers is written into a broker's configuration.

A static shovel cannot be turned round while the broker runs: after a failover its messages still flow into the region
that was left, and Amazon MQ refuses such a configuration.
https://www.rabbitmq.com/docs/shovel-static

Make a dynamic shovel, or a federation upstream, which a step of the failover can turn round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import text

severity = Severity.HIGH

_STATIC = re.compile(r"\bshovels?\b|rabbitmq_shovel", re.IGNORECASE)


def check(regions: Regions) -> Iterator[Finding]:
    for one in regions.everything.of("aws_mq_configuration"):
        if text(one, "engine_type").lower() == "rabbitmq" and _STATIC.search(text(one, "data")):
            yield about(one, "data", "has a shovel in it")
