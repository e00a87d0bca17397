"""A plan makes a store reachable from the Internet.

It is often done just for the link between the regions, and stays. What everybody can reach, somebody empties, in
both regions within the same second.

Put it back; join the regions by VPC peering, a transit gateway or the service's own replication.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.effects import finding, forced, name, removed, turns, updated, where
from drgen.findings import Finding, Severity
from drgen.inventory.changes import Action, Plan

severity = Severity.BLOCKER

_REACHABLE = (
    "aws_db_instance",
    "aws_rds_cluster_instance",
    "aws_mq_broker",
    "aws_redshift_cluster",
    "aws_dms_replication_instance",
)
_BLOCKS = ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")


def check(plans: list[Plan]) -> Iterator[Finding]:
    for change in updated(plans, *_REACHABLE):
        for found in turns(change, "publicly_accessible"):
            if found.after is True:
                does = f"makes {name(change)} reachable from the Internet{where(change)}"
                yield finding(
                    change, does, "Whoever gets in writes to both regions: it is replicated.", found.attribute
                )
    for change in updated(plans, "aws_s3_bucket_public_access_block", "aws_s3_account_public_access_block"):
        loosened = [found.attribute for found in turns(change, *_BLOCKS) if found.before is True and found.goes]
        if loosened:
            does = f"lets the bucket {name(change)} be made public"
            yield finding(change, does, "One policy or one object's grant is enough from then on.", loosened[0])
    for change in removed(plans, "aws_s3_bucket_public_access_block"):
        if change.action is Action.DELETE and not _goes_with_its_bucket(change.before.get("bucket"), plans):
            does = f"lets the bucket {name(change)} be made public"
            yield finding(change, does, "One policy or one object's grant is enough from then on.", forced(change))


def _goes_with_its_bucket(bucket: object, plans: list[Plan]) -> bool:
    return any(change.before.get("bucket") == bucket for change in removed(plans, "aws_s3_bucket"))
