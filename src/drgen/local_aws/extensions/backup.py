"""AWS Backup: a vault's access policy and its lock.

Copied: a lock shows in the vault's description, with its shortest and longest retention, and `Locked` is true at once
in governance mode and with a date in compliance mode (AWS Backup API, PutBackupVaultLockConfiguration). A vault without
a policy answers ResourceNotFoundException (GetBackupVaultAccessPolicy).
Not copied: what the lock forbids; plans run no jobs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from drgen.local_aws.extensions import Call
from drgen.local_aws.refusal import Refusal


@dataclass
class State:
    """Policies and locks, by region and vault."""

    policies: dict[tuple[str, str], str] = field(default_factory=dict)
    locks: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)


def put_backup_vault_access_policy(call: Call) -> None:
    call.state.policies[_vault(call)] = call.parameters["Policy"]


def get_backup_vault_access_policy(call: Call) -> dict[str, Any]:
    region, name = _vault(call)
    if (region, name) not in call.state.policies:
        raise Refusal("ResourceNotFoundException", f"Backup vault {name} has no access policy")
    arn = call.arn(f"backup-vault:{name}")
    return {"BackupVaultName": name, "BackupVaultArn": arn, "Policy": call.state.policies[region, name]}


def delete_backup_vault_access_policy(call: Call) -> None:
    call.state.policies.pop(_vault(call), None)


def put_backup_vault_lock_configuration(call: Call) -> None:
    limits = ("MinRetentionDays", "MaxRetentionDays")
    kept: dict[str, Any] = {name: call.parameters[name] for name in limits if name in call.parameters}
    if days := call.parameters.get("ChangeableForDays"):
        kept["LockDate"] = datetime.now(UTC) + timedelta(days=days)
    call.state.locks[_vault(call)] = {"Locked": True} | kept


def delete_backup_vault_lock_configuration(call: Call) -> None:
    call.state.locks.pop(_vault(call), None)


def describe_backup_vault(call: Call) -> dict[str, Any]:
    lock: dict[str, Any] = call.state.locks.get(_vault(call), {"Locked": False})
    return call.forward() | lock


def _vault(call: Call) -> tuple[str, str]:
    return call.region, call.parameters["BackupVaultName"]
