"""A web ACL protects the primary's load balancer and not the standby's.

A failover takes the protection away at the moment when an attack may be its cause.

Make a web ACL in the standby's region and associate it there.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about, is_primary, is_standby, is_unseen
from drgen.findings import Finding, Severity
from drgen.inventory import Regions

severity = Severity.MEDIUM


def check(regions: Regions) -> Iterator[Finding]:
    if is_unseen(regions, "waf|acl"):
        return
    associations = list(regions.everything.of("aws_wafv2_web_acl_association"))
    here = [one for one in associations if is_primary(regions, one)]
    there = [one for one in associations if is_standby(regions, one)]
    balancers = [one for one in regions.everything.of("aws_lb", "aws_alb") if is_standby(regions, one)]
    if here and balancers and not there and len(here) == len(associations):
        message = f"protects {regions.primary_region}; {balancers[0].address} has no web ACL"
        yield about(here[0], "resource_arn", message)
