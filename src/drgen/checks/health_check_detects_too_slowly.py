"""The health check takes too large a share of the promised recovery time to notice an outage.

Route 53 needs `failures` checks in a row, `interval` apart. That is time in which nothing has begun: deciding,
promoting and moving traffic come after it. More than a tenth of the RTO is too much; the share is a judgement,
not a rule of AWS.
https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html

Write `interval: 10s` and three failures (30 s).
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import durations, sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.HIGH


SHARE = 10  # the RTO over this
FAST = 30  # seconds: three failures at 10 s; with fewer a single lost packet moves traffic


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    dns = sides.only(stacks, "dns")
    if not dns:
        return
    asked = dns[1]["health_check"]
    seconds = durations.seconds(asked["interval"]) * asked["failures"]
    if seconds > FAST and seconds * SHARE > spec.objectives.rto:
        message = (
            f"{asked['failures']} failures at {asked['interval']} take {seconds} s,"
            f" more than a tenth of the RTO of {spec.objectives.rto} s"
        )
        yield Finding(("components", dns[0], "health_check"), message)
