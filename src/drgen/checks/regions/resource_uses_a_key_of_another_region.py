"""A resource is encrypted with a key of another region.

A KMS key works in its own region only, as RDS says of its replicas: the resource is refused, or stops when that region
does.
https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstanceReadReplica.html

Use a key of the resource's region, or a replica there of a multi-Region key.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import Links, about, are_told
from drgen.findings import Finding, Severity
from drgen.inventory import Regions

severity = Severity.BLOCKER


_KEYS = (
    "kms_key_id",
    "kms_key_arn",
    "kms_master_key_id",
    "at_rest_encryption_kms_key_id",
    "encryption_options.0.kms_key_id",
)
_APART = ("aws_kms_", "aws_db_instance_automated_backups_replication", "aws_db_snapshot_copy", "aws_ebs_snapshot_copy")


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    for one in regions.everything.resources if are_told(regions) else ():
        if one.mode != "managed" or one.type.startswith(_APART):
            continue
        for argument in (key for key in _KEYS if key.partition(".")[0] in one.values):
            if far := links.elsewhere(one, argument):
                yield about(one, argument, f"is {far}; this is in {one.region}")
