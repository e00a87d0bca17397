"""Whether something exists follows who serves now.

A failover turns the variable round. What `count` or `for_each` takes from it is destroyed by the next apply, and
created in the other region from nothing: the database that was just promoted among it.

Decide by a role that never changes; let only capacity follow who serves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions

severity = Severity.BLOCKER


_SERVING = re.compile(
    r"\b(?:var|local)\.(?:active|active_region|active_side|is_active_region|failover_active|failover_mode|failed_over"
    r"|is_failed_over|failover_activated|activate_failover|activate_dr|dr_active|dr_mode|promote|promoted|promote_\w+)\b"
)
_STORES = ("aws_db_", "aws_rds_", "aws_elasticache_", "aws_dynamodb_", "aws_mq_", "aws_s3_", "aws_route53_", "aws_efs_")


def check(regions: Regions) -> Iterator[Finding]:
    for one in regions.everything.resources:
        if one.mode == "managed" and (found := _SERVING.search(one.repetition)):
            milder = None if one.type.startswith(_STORES) else Severity.MEDIUM
            yield about(one, "count", f"is {one.repetition}, which follows {found[0]}", milder)
