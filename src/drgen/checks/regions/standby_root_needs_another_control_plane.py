"""The standby's root holds resources whose control plane lies in one region, mostly us-east-1.

IAM, Route 53, CloudFront and Organizations are changed and read through us-east-1, Global Accelerator through
us-west-2. While that is dark the standby's root cannot be planned, and nothing in it can be changed.
https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/global-services.html

It is worse when the primary is in us-east-1 and the standby's root holds records of Route 53: then the outage that it
stands by for stops every plan of it, and the records with which traffic is moved are part of that plan. Roles are
hardly ever changed on such a day.

Move them to a root of their own that a failover does not need.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about, is_of_no_region, roots
from drgen.checks.regions._records import routing
from drgen.findings import Finding, Severity
from drgen.inventory import Regions

severity = Severity.MEDIUM


def check(regions: Regions) -> Iterator[Finding]:
    theirs = roots(regions, regions.standby_region) - roots(regions, regions.primary_region)
    held = [one for one in regions.everything.resources if one.mode == "managed" and is_of_no_region(one)]
    here = [one for one in held if one.source in theirs]
    if here:
        listed = ", ".join(sorted({one.type for one in here}))
        moves = any(one.type == "aws_route53_record" and routing(one) for one in here)
        worse = Severity.HIGH if moves and regions.primary_region == "us-east-1" else None
        yield about(here[0], "provider", f"{len(here)} resources of {listed}", worse)
