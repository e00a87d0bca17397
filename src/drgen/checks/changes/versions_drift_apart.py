"""A plan changes a version in one region and not in the other.

A global database refuses a switchover between different versions; a datastore refuses its members; a cluster of
another Kubernetes version runs what was never tested there. The difference shows on the day of a failover.

Upgrade both regions in one release, the standby first. Terraform cannot upgrade a global database region by region:
do it through the API in the documented order and let the code follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from drgen.effects import Turn, at, finding, name, number, shown, side, turns, updated, where
from drgen.findings import Finding, Severity
from drgen.inventory.changes import Action, Change, Plan

severity = Severity.HIGH

_VERSIONS = {
    "aws_rds_cluster": "engine_version",
    "aws_rds_cluster_instance": "engine_version",
    "aws_db_instance": "engine_version",
    "aws_docdb_cluster": "engine_version",
    "aws_elasticache_replication_group": "engine_version",
    "aws_mq_broker": "engine_version",
    "aws_eks_cluster": "version",
    "aws_eks_node_group": "version",
    "aws_eks_addon": "addon_version",
    "aws_opensearch_domain": "engine_version",
    "aws_lambda_function": "runtime",
}
_FEW = 20  # of a type: among more, the only other one is none by chance
_MILDER = {"aws_eks_addon", "aws_lambda_function", "aws_eks_node_group"}


def check(plans: list[Plan]) -> Iterator[Finding]:
    known = _indexed(plans)
    for change in updated(plans, *_VERSIONS):
        for found in turns(change, _VERSIONS[change.type]):
            other = _other(change, known)
            if found.uncertain or (other and at(other.after, found.attribute) == found.after):
                continue
            yield _opened(change, found, other)
    for change in updated(plans, "aws_rds_global_cluster", "aws_elasticache_global_replication_group"):
        for found in turns(change, "engine_version"):
            does = f"upgrades every member of {name(change)} at once, to {shown(found.after)}"
            means = "Both regions are down for the upgrade together, and there is none to fail over to while it runs."
            yield finding(change, does, means, found.attribute, instead=None if _is_major(found) else Severity.MEDIUM)


def _opened(change: Change, found: Turn, other: Change | None) -> Finding:
    does = f"takes {name(change)} from version {shown(found.before)} to {shown(found.after)}{where(change)}"
    if other is None:
        means = "These plans do not show that the other region follows."
        return finding(change, does, means, found.attribute, instead=Severity.MEDIUM)
    there = shown(at(other.after, found.attribute))
    means = f"The other region stays at {there}: what serves after a failover is not what was tested."
    return finding(change, does, means, found.attribute, instead=Severity.MEDIUM if change.type in _MILDER else None)


def _indexed(plans: Iterable[Plan]) -> dict[tuple[str, str], list[Change]]:
    """What will be there and has a version, by type and address, and by type and name."""
    found: dict[tuple[str, str], list[Change]] = {}
    for change in (change for plan in plans for change in plan.changes if change.type in _VERSIONS):
        if change.action is not Action.DELETE:
            for key in (change.address, name(change), ""):
                found.setdefault((change.type, key), []).append(change)
    return found


def _other(change: Change, known: dict[tuple[str, str], list[Change]]) -> Change | None:
    """The same thing in the other region: of its address, else of its name, else the only other one of its type."""
    for key in (change.address, name(change)):
        for one in known.get((change.type, key), ()):
            if _is_there(change, one):
                return one
    others = known.get((change.type, ""), [])
    there = [one for one in others if _is_there(change, one)] if len(others) <= _FEW else []
    return there[0] if len(there) == 1 else None


def _is_there(change: Change, one: Change) -> bool:
    if change.region and one.region:
        return change.region != one.region
    return bool(side(change) and side(one) and side(change) != side(one))


def _is_major(found: Turn) -> bool:
    before, after = (number(str(value).split(".")[0]) for value in (found.before, found.after))
    return before != after
