"""A backup vault is not locked.

Whoever takes over the account deletes the backups first.
https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html

Add an `aws_backup_vault_lock_configuration`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import text

severity = Severity.NOTE


def check(regions: Regions) -> Iterator[Finding]:
    locks = {text(one, "backup_vault_name") for one in regions.everything.of("aws_backup_vault_lock_configuration")}
    locks |= {"some"} if any(regions.everything.of("aws_backup_vault_lock_configuration")) else set()
    for vault in regions.everything.of("aws_backup_vault"):
        if not locks:
            yield about(vault, "name", f"no lock on {text(vault, 'name') or vault.address}")
