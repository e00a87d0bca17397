"""A bucket keeps no versions, or does not replicate to the other region.

Objects and Terraform states that are written from now on stay in one region. A bucket whose versioning is suspended
replicates nothing, and says so to nobody.
https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html

Apply `foundation` (`bootstrap` for the state buckets), then replicate what was written meanwhile with S3 Batch
Replication.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity

if TYPE_CHECKING:
    from drgen.failover.live import BySide
    from drgen.failover.live.buckets import Bucket

severity = Severity.HIGH


def check(buckets: BySide[Bucket]) -> Iterator[Finding]:
    for side, said in buckets.items():
        for name, bucket in sorted(said.items()):
            path = ("state",) if name == "state" else ("components", "buckets")
            if not bucket.is_versioned:
                yield Finding(path, f"bucket {name} of the {side} keeps no versions")
            elif not bucket.destinations:
                yield Finding(path, f"bucket {name} of the {side} replicates nowhere")
