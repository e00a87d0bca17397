"""The state of the standby is kept in the primary's region.

While that region is dark, Terraform can neither plan nor apply the standby, on the one day when it must.

Keep each region's state in a bucket of that region, or replicate the bucket and render a backend for the replica.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import text

severity = Severity.BLOCKER


def check(regions: Regions) -> Iterator[Finding]:
    if not regions.primary_region or not any(one.mode == "managed" for one in regions.standby.resources):
        return
    is_one = regions.primary.source == regions.standby.source
    for backend in regions.everything.backends if is_one else regions.standby.backends:
        bucket, place = backend.values.get("bucket"), backend.values.get("region")
        if backend.type == "s3" and place == regions.primary_region and not _is_replicated(regions, bucket):
            message = f"the state of {regions.standby_region or 'the standby'} is kept in {place}, bucket {bucket}"
            yield Finding((), message, attribute="backend.s3.region", mark=backend.mark)


def _is_replicated(regions: Regions, bucket: object) -> bool:
    replications = regions.everything.of("aws_s3_bucket_replication_configuration")
    return isinstance(bucket, str) and any(text(one, "bucket") == bucket for one in replications)
