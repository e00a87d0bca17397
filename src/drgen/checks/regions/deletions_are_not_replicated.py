"""A bucket's replication leaves deletions out.

What was deleted in the primary lives on in the standby: after a failover it is back.
https://docs.aws.amazon.com/AmazonS3/latest/userguide/delete-marker-replication.html

Add `delete_marker_replication { status = "Enabled" }`, or say why not.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import blocks, text

severity = Severity.NOTE


def check(regions: Regions) -> Iterator[Finding]:
    for one in regions.everything.of("aws_s3_bucket_replication_configuration"):
        for path, _ in blocks(one, "rule"):
            where = f"{path}.delete_marker_replication"
            if one.get(where) is None or text(one, f"{where}.0.status") == "Disabled":
                yield about(one, where, f"is {'not set' if one.get(where) is None else 'Disabled'}")
