"""The primary's backup vault has a key of yours, the one that its copies go to has none.

Copies are encrypted anew with the key of the vault that takes them. With the key that AWS manages nobody can share
them with another account, or take the access away.
https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html

Set `kms_key_arn` of the standby's vault to a key of its region.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import Links, about, is_primary, is_standby
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import blocks, is_absent

severity = Severity.MEDIUM


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    for plan in regions.everything.of("aws_backup_plan"):
        for path, _ in blocks(plan, "rule"):
            kept = links.of(plan, f"{path}.target_vault_name", "aws_backup_vault")
            copied = links.of(plan, f"{path}.copy_action.0.destination_vault_arn", "aws_backup_vault")
            for vault in (one for one in copied if is_standby(regions, one) and is_absent(one, "kms_key_arn")):
                ours = [one for one in kept if is_primary(regions, one) and not is_absent(one, "kms_key_arn")]
                if ours:
                    yield about(vault, "kms_key_arn", f"is not set; {ours[0].address} has a key")
