"""A multi-Region key has a policy, its replica the default one.

The policy of a key is not replicated: who may use the primary's key is refused by the replica, unless an IAM policy
of the account allows it too.
https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html

Give the replica the same `policy`, with the principals of the standby.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import Links, about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import is_absent

severity = Severity.MEDIUM


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    policies = list(regions.everything.of("aws_kms_key_policy"))
    for replica in regions.everything.of("aws_kms_replica_key"):
        has_policy = any(replica in links.of(one, "key_id", replica.type) for one in policies)
        for key in links.of(replica, "primary_key_arn", "aws_kms_key"):
            if not is_absent(key, "policy") and is_absent(replica, "policy") and not has_policy:
                yield about(replica, "policy", f"is not set; {key.address} has one")
