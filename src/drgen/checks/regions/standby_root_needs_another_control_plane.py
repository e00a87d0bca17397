"""The standby's root holds resources whose control plane lies in us-east-1.

IAM, Route 53, CloudFront, Global Accelerator and Organizations are changed and read through one region. While that is
dark the standby's root cannot be planned, and nothing in it can be changed.
https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/global-services.html

Move them to a root of their own that a failover does not need.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions

severity = Severity.MEDIUM


_ELSEWHERE = re.compile(r"aws_(iam|route53|cloudfront|globalaccelerator|organizations)_")


def check(regions: Regions) -> Iterator[Finding]:
    if regions.primary.source == regions.standby.source:
        return
    held = [one for one in regions.everything.resources if one.mode == "managed" and _ELSEWHERE.match(one.type)]
    here = [one for one in held if one.source == regions.standby.source]
    if here:
        listed = ", ".join(sorted({one.type for one in here}))
        yield about(here[0], "provider", f"{len(here)} resources of {listed}")
