"""The standby's multi-Region key is not a replica of the primary's.

Two keys made with `multi_region = true` are two keys: what one encrypts the other cannot decrypt.
https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html

Make the standby's an `aws_kms_replica_key` of the primary's.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import is_on

severity = Severity.MEDIUM


def check(regions: Regions) -> Iterator[Finding]:
    if any(regions.everything.of("aws_kms_replica_key", "aws_kms_replica_external_key")):
        return
    for pair in regions.paired("aws_kms_key"):
        if is_on(pair.primary, "multi_region") and is_on(pair.standby, "multi_region"):
            yield about(pair.standby, "multi_region", f"is true, and so is {pair.primary.address}: they are two keys")
