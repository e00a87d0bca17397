"""The primary's record cannot be unhealthy, so traffic never leaves it.

A PRIMARY record with neither `health_check_id` nor `evaluate_target_health` is always healthy: Route 53 never
answers the SECONDARY.
https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html

Give it the health check that says whether the primary may serve.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText, resources

severity = Severity.BLOCKER


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    for module, block in resources(modules, "aws_route53_record"):
        policies = [one.arguments.get("type") for one in block.blocks("failover_routing_policy")]
        evaluates = any(one.arguments.get("evaluate_target_health") == "true" for one in block.blocks("alias"))
        if '"PRIMARY"' in policies and "health_check_id" not in block.arguments and not evaluates:
            yield Finding((), f"{module.name}: {block} has no health_check_id", mark=block.mark)
