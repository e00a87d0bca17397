"""The standby's record can be unhealthy, so traffic can fall back to a primary that was told to stop.

When both records of a failover pair are unhealthy, Route 53 answers the PRIMARY, whatever was decided about it.
A SECONDARY without health check and without target evaluation is always healthy, so that cannot happen.
https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html

Remove `health_check_id` from the SECONDARY record, and set `evaluate_target_health = false`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText, resources

severity = Severity.BLOCKER


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    for module, block in resources(modules, "aws_route53_record"):
        policies = [one.arguments.get("type") for one in block.blocks("failover_routing_policy")]
        if '"SECONDARY"' not in policies:
            continue
        if "health_check_id" in block.arguments:
            message = f"{module.name}: health_check_id of {block} is {block.arguments['health_check_id']}, not left out"
            yield Finding((), message, mark=block.place("health_check_id"))
        for alias in block.blocks("alias"):
            if (said := alias.arguments.get("evaluate_target_health")) != "false":
                message = f"{module.name}: evaluate_target_health of {block} is {said}, not false"
                yield Finding((), message, mark=alias.place("evaluate_target_health"))
