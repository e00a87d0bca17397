"""A plan destroys or replaces what moves traffic to the other region.

Without the secondary record, or the zone, or the health check that decides, names resolve to a region that does not
answer. Route 53's control plane lies in us-east-1: on the day of a failover nobody can make them anew from there.

Keep them. A record that is renamed in the code gets a `moved` block; a zone that is replaced gets other name servers,
which resolvers learn days later.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import topology
from drgen.effects import finding, forced, name, removed, shown, text, verb
from drgen.findings import Finding, Severity
from drgen.inventory.changes import Action, Change, Plan

severity = Severity.BLOCKER

_MOVERS = {
    "aws_route53_zone": ("zone", "Its names stop resolving in both regions; a new zone has other name servers."),
    "aws_route53_health_check": (
        "health check",
        "Records that ask it count as healthy, or refuse to be made; traffic stays with a region that is gone.",
    ),
    "aws_route53recoverycontrolconfig_cluster": (
        "routing control cluster",
        "Nobody can switch traffic by hand any more.",
    ),
    "aws_route53recoverycontrolconfig_control_panel": (
        "control panel",
        "Nobody can switch its routing controls any more.",
    ),
    "aws_route53recoverycontrolconfig_routing_control": (
        "routing control",
        "Nobody can switch traffic by it any more.",
    ),
    "aws_route53recoverycontrolconfig_safety_rule": (
        "safety rule",
        "Both regions can be switched off, or on, at once.",
    ),
    "aws_globalaccelerator_accelerator": ("accelerator", "Its addresses, which clients know, are given back."),
    "aws_globalaccelerator_endpoint_group": ("endpoint group", "The accelerator has no way into that region."),
    "aws_cloudfront_distribution": ("distribution", "Its names stop answering in both regions."),
}


def check(plans: list[Plan]) -> Iterator[Finding]:
    for change in removed(plans, topology.RECORDS):
        if topology.is_routed(change):
            does = f"{verb(change)} the {_kind(change)}record {shown(change.before.get('name'))}"
            means = (
                "Until the last copy of it expires some clients find nothing, then none has the other region to go to."
            )
            yield finding(change, does, means, forced(change))
    for change in removed(plans, *_MOVERS):
        kind, means = _MOVERS[change.type]
        instead = (
            Severity.HIGH if change.action is Action.REPLACE and change.type == "aws_route53_health_check" else None
        )
        yield finding(change, f"{verb(change)} the {kind} {name(change)}", means, forced(change), instead=instead)


def _kind(change: Change) -> str:
    kind = text(change.before, "failover_routing_policy.0.type")
    return f"{kind} " if kind in ("PRIMARY", "SECONDARY") else ""
