"""A replicated bucket, or the one that it replicates to, keeps no versions.

S3 replicates between versioned buckets only: the configuration is refused, and nothing is copied.
https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-requirements.html

Add `aws_s3_bucket_versioning` with `status = "Enabled"` to both buckets.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import Links, about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource, Unknown
from drgen.resources import blocks, is_absent

severity = Severity.BLOCKER


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    versionings = list(regions.everything.of("aws_s3_bucket_versioning"))
    placed = [one for each in versionings for one in links.of(each, "bucket", "aws_s3_bucket")]
    if len(placed) < len(versionings):  # one of them may be for any bucket
        return
    for one in regions.everything.of("aws_s3_bucket_replication_configuration"):
        buckets = links.of(one, "bucket", "aws_s3_bucket")
        for path, _ in blocks(one, "rule"):
            buckets += _destinations(links, one, f"{path}.destination.0.bucket")
        for bucket in {id(each): each for each in buckets}.values():
            if is_absent(bucket, "versioning") and bucket not in placed:
                yield about(bucket, "versioning", f"is not set, and {one.address} replicates it")


def _destinations(links: Links, one: Resource, path: str) -> list[Resource]:
    value = one.get(path)
    return links.of(one, path, "aws_s3_bucket") if isinstance(value, Unknown) and value.references else []
