"""A plan changes who replicates from whom.

These are the worst plans there are, and Terraform calls most of them an update in place: `replicate_source_db` set to
null promotes the replica, `global_cluster_identifier` set to null takes the cluster out of its global database. The
standby goes on running and looks healthy, and receives nothing any more. An attachment the other way round is no
better: AWS refuses to make a replica of a store that was promoted, and the apply stops half-way.

Give the attribute its old value back. If a failover changed it, put it into `ignore_changes`: who is the primary is
for the failover to say, not for Terraform.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import topology
from drgen.effects import Turn, finding, name, shown, side, turns, where
from drgen.findings import Finding, Severity
from drgen.inventory.changes import Action, Change, Plan

severity = Severity.BLOCKER


def check(plans: list[Plan]) -> Iterator[Finding]:
    for change in (change for plan in plans for change in plan.changes if change.type in topology.TOPOLOGY):
        if change.action is not Action.UPDATE:
            continue
        for found in turns(change, *topology.TOPOLOGY[change.type]):
            yield _judged(change, found)


def _judged(change: Change, found: Turn) -> Finding:
    before, after = (shown(value, found.attribute) for value in (found.before, found.after))
    if found.uncertain:
        does = f"may detach {name(change)} from {before}{where(change)}"
        means = f"{found.attribute} is known after apply only. If the value differs, the standby stops replicating."
        return finding(change, does, means, found.attribute, instead=Severity.HIGH)
    if found.before in (None, ""):
        does = f"attaches {name(change)}, which stands alone, to {after}{where(change)}"
        means = _ATTACHED.get(found.attribute, _REPLACED)
        return finding(change, does, means, found.attribute, instead=Severity.HIGH)
    if not found.goes:
        does = f"moves {name(change)} from {before} to {after}{where(change)}"
        return finding(
            change, does, f"It leaves the replication that it is in. {_DETACHED[found.attribute]}", found.attribute
        )
    return finding(change, _does(change, found, before), _DETACHED[found.attribute], found.attribute)


def _does(change: Change, found: Turn, before: str) -> str:
    if found.attribute in ("replicate_source_db", "replication_source_identifier"):
        return f"promotes {name(change)}{where(change)}, the replica of {before}"
    member = f"the {side(change)}" if side(change) else name(change)
    place = f" ({change.region})" if change.region else ""
    return f"detaches {member}{place} from {_KIND.get(found.attribute, '')}{before}"


_KIND = {
    "global_cluster_identifier": "global database ",
    "global_replication_group_id": "global datastore ",
    "data_replication_primary_broker_arn": "broker ",
}
_STOPS = "The standby stops replicating the moment this applies: the data loss of a failover grows without bound"
_DETACHED = {
    "global_cluster_identifier": f"{_STOPS}, and a detached cluster can only come back by being rebuilt.",
    "replication_source_identifier": f"{_STOPS}. Two clusters accept writes from then on.",
    "replicate_source_db": f"{_STOPS}. A promoted replica is a second writer, and cannot be made a replica again.",
    "source_region": "The source is looked for in another region: the next rebuild of the replica fails.",
    "source_db_cluster_identifier": "The global database is made anew from another cluster, without its members.",
    "global_replication_group_id": f"{_STOPS}. To join again, the member is emptied first.",
    "primary_replication_group_id": "The datastore is dissolved and made anew; its members lose each other.",
    "data_replication_primary_broker_arn": f"{_STOPS}.",
    "data_replication_mode": f"{_STOPS}.",
    "primary_key_arn": "The replica key is made anew: what the old one encrypted cannot be read in that region.",
    "multi_region_cluster_name": f"{_STOPS}.",
}
_REPLACED = "What it holds now is replaced by what the other side holds, or AWS refuses."
_ATTACHED = {
    "replicate_source_db": "The live database was promoted, or was never a replica. AWS refuses to make it one, and "
    "the apply stops half-way: `cannot elect new source database for replication`.",
    "global_cluster_identifier": "The provider adds no existing cluster to one, and the apply stops half-way.",
    "global_replication_group_id": "A cache that joins a datastore is emptied first.",
}
