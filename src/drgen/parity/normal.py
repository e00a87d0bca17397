"""What counts as a difference between two resources that stand for each other.

Regions, zones, accounts, address ranges, ids and generated endings are different by nature; so are names, as far as
they say the region or the role. What is unknown on either side is no difference.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from drgen.inventory import Pair, Sensitive, Unknown
from drgen.parity import words
from drgen.resources import is_absent

# Arguments that say who somebody is, or where: never how they are.
_NAMES = re.compile(
    r"(^|_)(name|names|id|ids|arn|arns|identifier|prefix|suffix|alias|description|comment|bucket|key|url|uri|endpoint|"
    r"endpoints|host|address|addresses|zone|zones|subnets|cidr|cidrs|cidr_block|cidr_blocks|region|path|policy|"
    r"user_data|user_data_base64|iam_instance_profile|handler|rule|password|secret_string|content|body|source|ami|image|image_id|definitions|template_body|"
    r"domain|domain_name|fqdn|value|email|owner|password_wo|target|source_code_hash|content_base64|public_key)$"
)
_LEFT_OUT = frozenset(
    {
        *(
            "tags",
            "tags_all",
            "tag",
            "timeouts",
            "depends_on",
            "provider",
            "provisioner",
            "connection",
            "region",
            "environment",
        ),
        *("replicate_source_db", "replication_source_identifier", "global_cluster_identifier", "source_region"),
        *("global_replication_group_id", "replica", "primary_key_arn", "force_destroy", "final_snapshot_identifier"),
        *("backup_window", "maintenance_window", "preferred_backup_window", "preferred_maintenance_window"),
        *("snapshot_window", "apply_immediately", "delete_automated_backups", "password_wo_version"),
        *("skip_final_snapshot", "username", "master_username", "storage_encrypted", "manage_master_user_password"),
    }
)
_BY_NATURE = (
    (re.compile(r"\barn:aws[a-z-]*:[^\s\"]*"), "<arn>"),
    (re.compile(r"\b[a-z]{2}(?:-gov|-iso[a-z]?)?-[a-z]+-\d[a-z]\b"), "<zone>"),
    (re.compile(r"\b[a-z]{2}[a-z]{1,3}\d-az\d\b"), "<zone>"),
    (words.REGION, "<region>"),
    (re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2})?\b"), "<address>"),
    (re.compile(r"\b(?:[a-z]{1,6})-[0-9a-f]{8,17}\b"), "<id>"),
    (re.compile(r"\b\d{12}\b"), "<account>"),
    (re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"), "<uuid>"),
)
# What a copy takes from its source, or from its datastore, when it says nothing itself.
_INHERITED = {
    "aws_db_instance": ("replicate_source_db", {"allocated_storage", "storage_type", "copy_tags_to_snapshot", "port"}),
    "aws_elasticache_replication_group": (
        "global_replication_group_id",
        {
            *("at_rest_encryption_enabled", "transit_encryption_enabled", "transit_encryption_mode", "port"),
            *("multi_az_enabled", "automatic_failover_enabled", "auth_token_update_strategy", "data_tiering_enabled"),
            *("replicas_per_node_group", "cluster_mode", "snapshot_retention_limit"),
        },
    ),
}
_EMPTY: tuple[Any, ...] = (None, "", False, [], {})


def differences(pair: Pair) -> Iterator[tuple[str, Any, Any]]:
    """The dotted paths where a pair differs, with both values as written."""
    inherited = _inherited(pair)
    for path, here, there in _maps(pair.primary.values, pair.standby.values, ""):
        if there not in _EMPTY or path.partition(".")[0] not in inherited:
            yield path, here, there


def _inherited(pair: Pair) -> set[str]:
    """The arguments that the standby takes over when it leaves them out."""
    joint, names = _INHERITED.get(pair.standby.type, ("", set()))
    return names if joint and not is_absent(pair.standby, joint) else set()


def _maps(one: Mapping[str, Any], other: Mapping[str, Any], path: str) -> Iterator[tuple[str, Any, Any]]:
    for name in sorted({*one, *other}):
        if name not in _LEFT_OUT and not _NAMES.search(name):
            yield from _values(one.get(name), other.get(name), f"{path}.{name}" if path else name)


def _values(one: Any, other: Any, path: str) -> Iterator[tuple[str, Any, Any]]:
    if isinstance(one, Unknown) or isinstance(other, Unknown):
        return
    if isinstance(one, dict) and isinstance(other, dict):
        yield from _maps(one, other, path)
    elif isinstance(one, list) and isinstance(other, list):
        yield from _lists(one, other, path)
    elif not (one in _EMPTY and other in _EMPTY) and _normal(one) != _normal(other):
        yield path, one, other


def _lists(one: list[Any], other: list[Any], path: str) -> Iterator[tuple[str, Any, Any]]:
    """Lists in any order; what is unknown in one may be anything."""
    left, right = sorted(one, key=_text), sorted(other, key=_text)
    if len(left) == len(right):
        for at, (a, b) in enumerate(zip(left, right, strict=True)):
            yield from _values(a, b, f"{path}.{at}" if len(left) > 1 else path)
    elif not any(isinstance(item, Unknown) for item in (*left, *right)):
        yield path, one, other


def _normal(value: Any) -> Any:
    if isinstance(value, Sensitive):
        return _normal(value.value)
    if isinstance(value, bool | int | float):
        return str(value).lower()
    if isinstance(value, str):
        return _plain(value)
    return _text(value)


def _plain(text: str) -> str:
    for pattern, stands_for in _BY_NATURE:
        text = pattern.sub(stands_for, text)
    return words.plain(text) or text.lower() if re.search(r"[A-Za-z]{2}", text) else text


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True, default=lambda _: "?")
