"""A plan removes database instances from a cluster.

An Aurora cluster keeps its data without instances, and serves nobody. A standby without one has to start its first
on the day of the failover, which takes many minutes, if there is capacity of that class in the region at all.

Keep at least one instance in each region, of the class of the writer. If the standby is to be a pilot light, say so
in the objectives: its recovery time is longer.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.effects import finding, forced, name, removed, text, verb, where
from drgen.findings import Finding, Severity
from drgen.inventory.changes import Action, Change, Plan

severity = Severity.BLOCKER

_INSTANCES = ("aws_rds_cluster_instance", "aws_docdb_cluster_instance", "aws_neptune_cluster_instance")


def check(plans: list[Plan]) -> Iterator[Finding]:
    for plan in plans:
        yield from _plan(plan)


def _plan(plan: Plan) -> Iterator[Finding]:
    serving = {_cluster(change) for change in plan.changes if change.type in _INSTANCES and not change.action.removes}
    gone = {_cluster(change) for change in plan.changes if change.type.endswith("_cluster") and change.action.removes}
    for change in removed([plan], *_INSTANCES):
        if change.deposed or (change.type.removesuffix("_instance"), _cluster(change)[1]) in gone:
            continue
        does = f"{verb(change)} the instance {name(change)}{where(change)}"
        if change.action is Action.REPLACE:
            means = "While the new one starts, what it served is served by others, or by nobody."
            yield finding(change, does, means, forced(change), instead=Severity.HIGH)
        elif _cluster(change) in serving:
            means = "The cluster goes on with fewer instances: less capacity, and one less to take over."
            yield finding(change, does, means, instead=Severity.HIGH)
        else:
            means = "It is the cluster's last one: nothing serves until another has started, in 10 minutes or more."
            yield finding(change, does, means)


def _cluster(change: Change) -> tuple[str, str]:
    values = change.before or change.after
    if change.type in _INSTANCES:
        return change.module + change.type, text(values, "cluster_identifier")
    return change.type, text(values, "cluster_identifier")
