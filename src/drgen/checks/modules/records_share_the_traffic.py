"""Records send traffic to both regions at once.

Weighted, latency and geolocation records are for platforms that write in both regions. Here one region writes:
requests that the other gets fail, or find old data.

Use `failover_routing_policy`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText, resources

severity = Severity.HIGH


POLICIES = (
    "geolocation_routing_policy",
    "geoproximity_routing_policy",
    "latency_routing_policy",
    "weighted_routing_policy",
)


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    for module, block in resources(modules, "aws_route53_record"):
        for policy in block.blocks(*POLICIES):
            yield Finding(
                (), f"{module.name}: {block} has {policy.kind}, not failover_routing_policy", mark=policy.mark
            )
