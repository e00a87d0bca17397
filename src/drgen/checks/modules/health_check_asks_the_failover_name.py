"""A health check asks the name that fails over, or asks without TLS.

The record's own name leads to whoever serves: once traffic has moved, the check asks the standby, finds it well and
moves traffic back. And over HTTP a load balancer answers with a redirect, which Route 53 takes for health.
https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html

Ask the region's own load balancer by its own name, `type = "HTTPS"`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText, resources

severity = Severity.HIGH


_ENDPOINT = ("HTTP", "HTTPS", "HTTP_STR_MATCH", "HTTPS_STR_MATCH", "TCP")


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    for module, block in resources(modules, "aws_route53_health_check"):
        kind, asked = block.arguments.get("type", "").strip('"'), block.arguments.get("fqdn", "")
        if kind in _ENDPOINT and ("host" in asked or "each." in asked or "zone_name" in asked):
            message = f"{module.name}: fqdn of {block} is {asked}, the name of the failover record"
            yield Finding((), message, mark=block.place("fqdn"))
        if kind in _ENDPOINT and not kind.startswith("HTTPS"):
            yield Finding((), f"{module.name}: type of {block} is {kind}", mark=block.place("type"))
