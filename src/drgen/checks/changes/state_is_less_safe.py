"""A plan takes protection from the buckets that keep Terraform's state.

Whoever has to apply in the standby while the primary is dark needs the state, and needs the version before the one
that a broken apply wrote. Lost state means importing hundreds of resources by hand on the worst day.

Keep versioning, replication and encryption of state buckets; nothing but their own root should touch them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drgen.effects import finding, forced, name, removed, text, verb, where
from drgen.findings import Finding, Severity
from drgen.inventory.changes import Change, Plan

severity = Severity.BLOCKER

_STATE = re.compile(r"tf-?state|terraform-?state|(?:^|[-_.])state(?:[-_.]|$)")
_GUARDS = {
    "aws_s3_bucket_versioning": "versioning",
    "aws_s3_bucket_server_side_encryption_configuration": "encryption",
    "aws_s3_bucket_policy": "the policy",
    "aws_s3_bucket_object_lock_configuration": "the object lock",
}


def check(plans: list[Plan]) -> Iterator[Finding]:
    for change in removed(plans, *_GUARDS):
        if _is_state(change):
            does = f"{verb(change)} {_GUARDS[change.type]} of the state bucket {name(change)}{where(change)}"
            means = "A state that is overwritten, or read by others, cannot be taken back."
            instead = None if change.type == "aws_s3_bucket_versioning" else Severity.HIGH
            yield finding(change, does, means, forced(change), instead=instead)
    for change in removed(plans, "aws_dynamodb_table"):
        if re.search(r"lock", text(change.before, "name")) and text(change.before, "hash_key") == "LockID":
            does = f"{verb(change)} the table {name(change)} that locks the state{where(change)}"
            yield finding(change, does, "Two people can apply at once, and the later one wins.", forced(change))


def _is_state(change: Change) -> bool:
    return bool(_STATE.search(text(change.before, "bucket").lower()))
