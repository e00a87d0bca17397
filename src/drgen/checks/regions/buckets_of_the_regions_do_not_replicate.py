"""A bucket exists in both regions, and nothing copies the one to the other.

What users put into the primary's bucket is not there after the failover.
https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html

Add an `aws_s3_bucket_replication_configuration`, if anything but a deployment writes to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drgen.checks.regions._links import Links, about, is_unseen
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import is_absent, text

severity = Severity.MEDIUM


# Called a copy, or by what people put there.
_COPIES = re.compile(
    r"replica|standby|secondary|(^|[-_.])dr([-_.]|$)|backup|data|upload|media|asset|document|content|file",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"log|trail|state|artifact|config|pipeline|lambda|deploy|code|report|lb|alb|static|frontend|website|spa|inventory",
    re.IGNORECASE,
)


def check(regions: Regions) -> Iterator[Finding]:
    if is_unseen(regions, "s3|bucket|replicat"):
        return
    links = Links(regions)
    replications = list(regions.everything.of("aws_s3_bucket_replication_configuration"))
    copied = [one for each in replications for one in links.of(each, "bucket", "aws_s3_bucket")]
    if len(copied) < len(replications):
        return
    for pair in regions.paired("aws_s3_bucket"):
        here = pair.primary
        is_own = _OWN.search(f"{here.address} {text(here, 'bucket')}")
        is_copied = any(one in (here, pair.standby) for one in copied) or not is_absent(
            here, "replication_configuration"
        )
        if not is_own and not is_copied:
            worse = Severity.HIGH if _COPIES.search(f"{here.name} {text(here, 'bucket')} {pair.standby.name}") else None
            yield about(here, "bucket", f"is not replicated to {pair.standby.address}", worse)
