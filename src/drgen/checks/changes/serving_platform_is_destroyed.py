"""A plan destroys or replaces what a region serves with.

A cluster, a load balancer or a network is made anew in minutes to hours, if there is capacity and quota. Until then
that region serves nothing, and is no place to fail over to.

Find the attribute that forces it and put the old value back, or make the new one beside the old one.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.effects import finding, forced, name, removed, verb, where
from drgen.findings import Finding, Severity
from drgen.inventory.changes import Action, Plan

severity = Severity.HIGH

_SERVING = {
    "aws_eks_cluster": "Kubernetes cluster",
    "aws_eks_node_group": "node group",
    "aws_ecs_cluster": "ECS cluster",
    "aws_ecs_service": "service",
    "aws_autoscaling_group": "scaling group",
    "aws_lb": "load balancer",
    "aws_alb": "load balancer",
    "aws_lb_listener": "listener",
    "aws_vpc": "network",
    "aws_subnet": "subnet",
    "aws_nat_gateway": "NAT gateway",
    "aws_db_subnet_group": "subnet group",
    "aws_elasticache_subnet_group": "subnet group",
    "aws_acm_certificate": "certificate",
    "aws_apigatewayv2_api": "API",
    "aws_api_gateway_rest_api": "API",
}
_GROWS_BACK = (
    "aws_eks_node_group",
    "aws_lb_listener",
    "aws_acm_certificate",
    "aws_nat_gateway",
    "aws_autoscaling_group",
)


def check(plans: list[Plan]) -> Iterator[Finding]:
    for change in removed(plans, *_SERVING):
        if change.deposed:
            continue
        does = f"{verb(change)} the {_SERVING[change.type]} {name(change)}{where(change)}"
        again = change.action is Action.REPLACE and change.type in _GROWS_BACK
        means = _REPLACED if change.action is Action.REPLACE else _DESTROYED
        yield finding(change, does, means, forced(change), instead=Severity.MEDIUM if again else None)


_REPLACED = "Until the new one is there, that region cannot take the load."
_DESTROYED = "After a failover that region has nothing to serve with."
