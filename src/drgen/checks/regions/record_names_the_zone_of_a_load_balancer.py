"""A record carries the hosted zone of a load balancer as text.

Each region has a zone of its own for its load balancers: copied to the other region, or kept when a region is
changed, the alias is refused or answers nothing.
https://docs.aws.amazon.com/general/latest/gr/elb.html

Take `zone_id` from the load balancer, or from data "aws_lb_hosted_zone_id".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import text

severity = Severity.MEDIUM

_ZONE = re.compile(r"Z[A-Z0-9]{8,}")
_OF_NO_REGION = ("Z2FDTNDATAQYW2", "Z2BJ6XQ5FK7U4H")  # CloudFront, Global Accelerator


def check(regions: Regions) -> Iterator[Finding]:
    for record in regions.everything.of("aws_route53_record"):
        zone = text(record, "alias.0.zone_id")
        if _ZONE.fullmatch(zone) and zone not in _OF_NO_REGION:
            yield about(record, "alias.0.zone_id", f"is {zone}, written out")
