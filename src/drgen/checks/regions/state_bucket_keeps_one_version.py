"""The bucket of the state keeps one version of each object.

A state that was written half, or by the wrong hand in the hurry of a failover, has no earlier one to return to.
https://developer.hashicorp.com/terraform/language/backend/s3

Add `aws_s3_bucket_versioning` with `status = "Enabled"`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drgen.checks.regions._links import Links, about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import is_absent, text

severity = Severity.HIGH


_STATE = re.compile(r"tf-?_?state|terraform-?_?(remote-?_?)?state", re.IGNORECASE)


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    kept = {one.values.get("bucket") for one in regions.everything.backends}
    versionings = list(regions.everything.of("aws_s3_bucket_versioning"))
    for bucket in regions.everything.of("aws_s3_bucket"):
        name = text(bucket, "bucket")
        is_state = (bool(name) and name in kept) or _STATE.search(f"{bucket.name} {name}")
        versioned = [one for one in versionings if bucket in links.of(one, "bucket", "aws_s3_bucket")]
        unplaced = any(not links.of(one, "bucket", "aws_s3_bucket") for one in versionings)
        if is_state and is_absent(bucket, "versioning") and not versioned and not unplaced:
            yield about(bucket, "versioning", f"is not set for {name or bucket.address}")
