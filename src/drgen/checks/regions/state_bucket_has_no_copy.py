"""The bucket of the state is in the primary's region, and nothing replicates it.

With the region goes the state of everything in it, also of what must be taken down, or put back, afterwards.
https://developer.hashicorp.com/terraform/language/backend/s3

Add an `aws_s3_bucket_replication_configuration` to a bucket in the standby's region, or keep the state there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drgen.checks.regions._links import Links, about, is_primary, is_standby, is_unseen
from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource
from drgen.resources import is_absent, text

severity = Severity.HIGH

_STATE = re.compile(r"tf-?_?state|terraform-?_?(remote-?_?)?state", re.IGNORECASE)


def check(regions: Regions) -> Iterator[Finding]:
    if is_unseen(regions, "s3|bucket|replicat"):
        return
    links = Links(regions)
    replications = list(regions.everything.of("aws_s3_bucket_replication_configuration"))
    copied = [one for each in replications for one in links.of(each, "bucket", "aws_s3_bucket")]
    kept = {one.values.get("bucket") for one in regions.everything.backends} - {None}
    states = [one for one in regions.everything.of("aws_s3_bucket") if _is_state(one, kept)]
    if len(copied) < len(replications) or any(is_standby(regions, one) for one in states):
        return
    for bucket in states:
        is_copied = bucket in copied or not is_absent(bucket, "replication_configuration")
        if is_primary(regions, bucket) and not is_copied:
            yield about(bucket, "bucket", f"is in {bucket.region}, and nothing replicates it")


def _is_state(bucket: Resource, kept: set[object]) -> bool:
    name = text(bucket, "bucket")
    return name in kept or bool(_STATE.search(f"{bucket.name} {name}"))
