"""A replication rule of a bucket is disabled.

It stands in the configuration and copies nothing: the standby's bucket is as old as the day it was turned off.

Set `status = "Enabled"`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import blocks, text

severity = Severity.HIGH


def check(regions: Regions) -> Iterator[Finding]:
    for one in regions.everything.of("aws_s3_bucket_replication_configuration"):
        rules = [text(one, f"{path}.status") for path, _ in blocks(one, "rule")]
        if rules and all(status == "Disabled" for status in rules):
            yield about(one, "rule.0.status", "is Disabled")
