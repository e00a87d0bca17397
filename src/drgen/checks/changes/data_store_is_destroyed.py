"""A plan destroys or replaces a store of data.

A replacement is a destruction with a new, empty store after it. The other region does not save the data: whatever
replicates it replicates the end of it as well, or stands alone afterwards without a way home.

Find the attribute that forces it and put the old value back, or make the new store beside the old one, move the data
and remove the old one in a change of its own. `prevent_destroy` makes Terraform refuse such a plan.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import topology
from drgen.effects import finding, forced, name, removed, verb, where
from drgen.findings import Finding, Severity
from drgen.inventory.changes import Change, Plan

severity = Severity.BLOCKER

REFUSED_BY_AWS = ("aws_s3_bucket", "aws_ecr_repository", "aws_backup_vault")  # while they hold anything, unless forced
CACHES = ("aws_elasticache_cluster", "aws_elasticache_replication_group", "aws_elasticache_serverless_cache")


def check(plans: list[Plan]) -> Iterator[Finding]:
    for change in removed(plans, *topology.STORES):
        if topology.membership(change)[0] or _is_about_the_user(change) or change.deposed:
            continue
        does = f"{verb(change)} the {topology.STORES[change.type]} {name(change)}{where(change)}"
        yield finding(change, does, _means(change), forced(change), instead=_milder(change))


def _is_about_the_user(change: Change) -> bool:
    return change.type == "aws_mq_broker" and any(path.split(".")[0] == "user" for path in change.forced_by)


def _milder(change: Change) -> Severity | None:
    is_empty = change.type in REFUSED_BY_AWS and not _is_forced(change)
    return Severity.HIGH if is_empty or change.type in CACHES else None


def _is_forced(change: Change) -> bool:
    return bool(change.before.get("force_destroy") or change.before.get("force_delete"))


def _means(change: Change) -> str:
    if change.type in CACHES:
        return "All that it holds is gone; every reader goes to the database at once until it is warm again."
    if change.type == "aws_secretsmanager_secret":
        return "Its value and its replica go with it; a new secret has no value until somebody puts one."
    if change.type in REFUSED_BY_AWS and not _is_forced(change):
        return "AWS refuses this while it holds anything, so the apply stops half-way; emptied first, the data is gone."
    if change.type in ("aws_mq_broker", "aws_sqs_queue", "aws_kinesis_stream", "aws_msk_cluster"):
        return "Messages that nobody has consumed are gone, and clients meet a new endpoint."
    return "Its data is gone with it. Only a backup of another place brings it back, hours later."
