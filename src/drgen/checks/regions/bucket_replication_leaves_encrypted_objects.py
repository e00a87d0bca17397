"""A bucket is encrypted with a KMS key, and its replication does not take such objects.

S3 replicates objects that are encrypted with a KMS key only when the rule says so: everything in the bucket stays in
its region.
https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html

Add `source_selection_criteria { sse_kms_encrypted_objects { status = "Enabled" } }` and the destination's
`encryption_configuration`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import Links, about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import blocks, is_absent, text

severity = Severity.HIGH


_ALGORITHM = "rule.0.apply_server_side_encryption_by_default.0.sse_algorithm"


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    encryptions = list(regions.everything.of("aws_s3_bucket_server_side_encryption_configuration"))
    for one in regions.everything.of("aws_s3_bucket_replication_configuration"):
        for bucket in links.of(one, "bucket", "aws_s3_bucket"):
            kms = [each for each in encryptions if bucket in links.of(each, "bucket", "aws_s3_bucket")]
            uses = any(text(each, _ALGORITHM).startswith("aws:kms") for each in kms)
            for path, _ in blocks(one, "rule") if uses else []:
                if is_absent(one, f"{path}.source_selection_criteria") and one.get(path):
                    yield about(one, f"{path}.source_selection_criteria", f"is not set; {bucket.address} uses aws:kms")
