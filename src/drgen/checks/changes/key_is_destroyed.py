"""A plan destroys, replaces or disables an encryption key.

What a key encrypted cannot be read without it: not the store, not its snapshots, not their copies in the other
region. A replaced key is a new one, and encrypts nothing that exists.

Keep the key, and let the new one stand beside it until nothing uses the old: `moved` renames it in the code without
touching it.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.effects import falls, finding, forced, name, removed, turns, updated, verb, where
from drgen.findings import Finding, Severity
from drgen.inventory.changes import Plan

severity = Severity.BLOCKER

KEYS = ("aws_kms_key", "aws_kms_external_key", "aws_kms_replica_key", "aws_kms_replica_external_key")
_MEANS = "Nothing that it encrypted can be read in that region: stores fail to start, and restored backups stay closed"


def check(plans: list[Plan]) -> Iterator[Finding]:
    for change in removed(plans, *KEYS):
        if change.type != "aws_kms_replica_key" or not change.before.get("primary_key_arn"):
            yield finding(change, f"{verb(change)} the key {name(change)}{where(change)}", f"{_MEANS}.", forced(change))
    for change in updated(plans, *KEYS):
        for found in turns(change, "is_enabled", "enabled", "deletion_window_in_days"):
            if found.attribute != "deletion_window_in_days" and found.after is False:
                yield finding(change, f"disables the key {name(change)}{where(change)}", f"{_MEANS}.", found.attribute)
            elif falls(found):
                does = f"shortens the time in which the key {name(change)} can be saved from deletion{where(change)}"
                means = "A key that was deleted by mistake is gone before anybody looks."
                yield finding(change, does, means, found.attribute, instead=Severity.MEDIUM)
