"""A plan changes the key, or the encryption, of a store that is replicated or backed up.

A store's key is part of where it can be restored and replicated to: a key of the other region, a key that the
standby's roles may not use, or none at all stops copies that worked until then, mostly without an error in Terraform.

Leave the key as it is; to change it, copy the data into a new store that has the new key from the start.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import topology
from drgen.effects import Turn, finding, name, turns, updated, where
from drgen.findings import Finding, Severity
from drgen.inventory.changes import Change, Plan

severity = Severity.HIGH

_KEYS = (
    "kms_key_id",
    "kms_key_arn",
    "server_side_encryption.0.kms_key_arn",
    "encryption_options.0.kms_key_id",
    "encryption_configuration.0.kms_key",
)
_FLAGS = (
    "storage_encrypted",
    "encrypted",
    "at_rest_encryption_enabled",
    "transit_encryption_enabled",
    "server_side_encryption.0.enabled",
)


def check(plans: list[Plan]) -> Iterator[Finding]:
    for change in updated(plans, *topology.STORES):
        for found in turns(change, *_KEYS, *_FLAGS):
            if (
                not found.uncertain
                and found.before not in (None, "", False)
                and (found.goes or found.attribute in _KEYS)
            ):
                yield _told(change, found)


def _told(change: Change, found: Turn) -> Finding:
    if found.attribute in _FLAGS:
        does = f"turns off encryption of {name(change)}{where(change)}"
        means = "Members of a replication must agree about it, and clients that insist on TLS cannot connect."
    else:
        does = f"gives {name(change)} another key{where(change)}"
        means = "Copies and replicas go on only if the other region's roles may use it; old backups need the old one."
    return finding(change, does, means, found.attribute)
