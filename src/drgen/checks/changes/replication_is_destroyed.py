"""A plan destroys or replaces what carries data to the other region.

A global database, a datastore, a replication rule or a replica is not restored by the next apply: it is made anew
and starts from nothing. Until it has caught up, a failover loses what was written since, or finds no standby at all.

Take the removal out of this change. To retire a replication, first detach its members by hand, one region at a time;
to move it in the code, use a `moved` block; to rebuild it, make the new one and wait for it before the old one goes.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import topology
from drgen.effects import finding, forced, name, removed, shown, side, verb, where
from drgen.findings import Finding, Severity
from drgen.inventory.changes import Action, Change, Plan

severity = Severity.BLOCKER


def check(plans: list[Plan]) -> Iterator[Finding]:
    for change in removed(plans, *topology.LINKS):
        kind = topology.LINKS[change.type]
        does = f"{verb(change)} the {kind} {name(change)}{where(change)}"
        yield finding(change, does, _link(change), forced(change))
    for change in removed(plans, *(topology.TOPOLOGY.keys() - topology.LINKS.keys())):
        attribute, source = topology.membership(change)
        if attribute:
            does = f"{verb(change)} {_half(change, attribute)} {shown(source, attribute)}"
            yield finding(change, does, _member(change), forced(change) or attribute)


def _link(change: Change) -> str:
    is_replaced = change.action is Action.REPLACE
    again = " The new one is of no use until it has caught up." if is_replaced else ""
    return f"Replication ends when this applies; a failover then loses all that is written since.{again}"


def _half(change: Change, attribute: str) -> str:
    """Which half of which replication: the standby (us-west-2) of global database."""
    kind = {"global_cluster_identifier": "global database", "global_replication_group_id": "global datastore"}
    if attribute not in kind:
        return f"{name(change)}{where(change)}, the replica of"
    member = f"the {side(change)}" if side(change) else name(change)
    return f"{member}{f' ({change.region})' if change.region else ''} of {kind[attribute]}"


def _member(change: Change) -> str:
    if change.type == "aws_kms_replica_key":
        return "What is encrypted with it in that region cannot be read there."
    if change.action is Action.REPLACE:
        return "That region has no copy until the new one is seeded, which takes hours for a large store."
    return "That region has no copy any more: there is nothing to fail over to."
