"""A failover record has no counterpart of the same name.

A PRIMARY without a SECONDARY has nowhere to send traffic to; Route 53 then answers the PRIMARY, healthy or not.

Write both records, each with its `failover_routing_policy`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText

severity = Severity.BLOCKER


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    for module in modules.values():
        found = {
            policy.arguments.get("type", "").strip('"'): block
            for block in module.resources("aws_route53_record")
            for policy in block.blocks("failover_routing_policy")
        }
        if len(found) == 1:
            [(kind, block)] = found.items()
            other = "SECONDARY" if kind == "PRIMARY" else "PRIMARY"
            message = f"{module.name}: {block} has failover_routing_policy {kind}, and no record has {other}"
            yield Finding((), message, mark=block.mark)
