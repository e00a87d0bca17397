"""The regions' caches do not let the same clients in.

One asks for a token, or for users of a group, the other does not: what was configured for the primary is refused by
the standby, or the standby is open.
https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html

Give both the same `auth_token`, from a secret that is replicated, or user groups of the same users.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import is_absent

severity = Severity.HIGH

_CREDENTIALS = ("auth_token", "user_group_ids")


def check(regions: Regions) -> Iterator[Finding]:
    for pair in regions.paired("aws_elasticache_replication_group"):
        here, there = (
            [name for name in _CREDENTIALS if not is_absent(one, name)] for one in (pair.primary, pair.standby)
        )
        if here != there and is_absent(pair.standby, "global_replication_group_id"):
            said = ", ".join(here) or "nothing"
            argument = (here or there)[0]
            yield about(
                pair.standby, argument, f"{', '.join(there) or 'nothing'} here, {said} in {pair.primary.address}"
            )
