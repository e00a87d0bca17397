"""The state of the standby is kept in the primary's region.

While that region is dark, Terraform can neither plan nor apply the standby, on the one day when it must.

Keep each region's state in a bucket of that region, or replicate the bucket and render a backend for the replica.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from drgen.checks.regions._links import are_told, roots
from drgen.findings import Finding, Severity
from drgen.inventory import Backend, Regions
from drgen.resources import text

severity = Severity.BLOCKER


def check(regions: Regions) -> Iterator[Finding]:
    theirs = roots(regions, regions.standby_region) if are_told(regions) else set()
    kept: dict[object, list[Backend]] = defaultdict(list)
    for backend in (one for one in regions.everything.backends if one.type == "s3" and one.root in theirs):
        bucket, place = backend.values.get("bucket"), backend.values.get("region")
        if place == regions.primary_region and not _is_replicated(regions, bucket):
            kept[bucket].append(backend)
    for bucket, backends in kept.items():
        many = f", and that of {len(backends) - 1} roots more" if len(backends) > 1 else ""
        name = f", bucket {bucket}" if bucket else ", in a bucket that is told elsewhere"
        message = f"the state of {regions.standby_region} is kept in {regions.primary_region}{name}{many}"
        yield Finding((), message, attribute="backend.s3.region", mark=backends[0].mark)


def _is_replicated(regions: Regions, bucket: object) -> bool:
    replications = regions.everything.of("aws_s3_bucket_replication_configuration")
    return isinstance(bucket, str) and any(text(one, "bucket") == bucket for one in replications)
