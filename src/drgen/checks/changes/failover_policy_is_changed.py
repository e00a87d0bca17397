"""A plan changes how a record decides between the regions.

Which record is PRIMARY, what it asks before it answers, and where it points are what a failover relies on. Wrong,
they are noticed on the day they are needed, and then the control plane that edits them may be the one that is dark.

Put it back, or make the change on a day of its own, both records in one apply, and a drill after it.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import topology
from drgen.effects import Turn, falls, finding, number, shown, text, turns, updated
from drgen.findings import Finding, Severity
from drgen.inventory.changes import Change, Plan

severity = Severity.BLOCKER


def check(plans: list[Plan]) -> Iterator[Finding]:
    for change in updated(plans, topology.RECORDS):
        if topology.is_routed(change):
            yield from (found for turn in turns(change, *_JUDGED) if (found := _JUDGED[turn.attribute](change, turn)))


def _type(change: Change, found: Turn) -> Finding:
    what = f"the record {_name(change)} from {shown(found.before)} to {shown(found.after)}"
    means = "Traffic goes to the other region when this applies, or has no other region to go to."
    return finding(change, f"changes {what}", means, found.attribute)


def _policy(change: Change, found: Turn) -> Finding | None:
    if not found.goes:
        return None
    kind = found.attribute.removesuffix("_routing_policy")
    means = "It answers for one region only: nothing moves traffic when that region is lost."
    return finding(change, f"takes the {kind} policy from the record {_name(change)}", means, found.attribute)


def _health(change: Change, found: Turn) -> Finding | None:
    if found.before in (None, ""):
        return None
    does = f"takes the health check from the record {_name(change)}" if found.goes else (
        f"gives the record {_name(change)} another health check"
    )  # fmt: skip
    means = (
        "Without one it always counts as healthy: traffic never leaves this region."
        if found.goes
        else "From then on something else decides when traffic moves."
    )
    return finding(change, does, means, found.attribute, instead=None if found.goes else Severity.HIGH)


def _evaluates(change: Change, found: Turn) -> Finding | None:
    is_secondary = text(change.before, "failover_routing_policy.0.type") == "SECONDARY"
    if found.after is not False or is_secondary:
        return None
    means = "It answers with a load balancer that has no healthy target, and traffic stays there."
    return finding(
        change, f"stops asking the target of the record {_name(change)}", means, found.attribute, instead=Severity.HIGH
    )


def _weight(change: Change, found: Turn) -> Finding | None:
    if not falls(found) or number(found.after):
        return None
    means = "Route 53 answers with a weight of zero only when every other record has a check, and fails it."
    return finding(
        change, f"sends no more traffic to the record {_name(change)}", means, found.attribute, instead=Severity.HIGH
    )


def _target(change: Change, found: Turn) -> Finding | None:
    if found.uncertain or found.before in (None, ""):
        return None
    does = f"points the record {_name(change)} to {shown(found.after)}"
    means = f"It pointed to {shown(found.before)}. Whoever is sent to this region arrives somewhere else."
    return finding(change, does, means, found.attribute, instead=Severity.HIGH)


def _name(change: Change) -> str:
    return shown(change.before.get("name"))


_JUDGED = {
    "failover_routing_policy.0.type": _type,
    "failover_routing_policy": lambda change, found: _policy(change, found) if found.goes else None,
    "weighted_routing_policy": lambda change, found: _policy(change, found) if found.goes else None,
    "latency_routing_policy": lambda change, found: _policy(change, found) if found.goes else None,
    "weighted_routing_policy.0.weight": _weight,
    "health_check_id": _health,
    "alias.0.evaluate_target_health": _evaluates,
    "alias.0.name": _target,
}
