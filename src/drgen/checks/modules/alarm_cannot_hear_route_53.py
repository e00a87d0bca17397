"""An alarm on Route 53's health checks may be made where it hears nothing.

Route 53 publishes its metrics in us-east-1 and nowhere else. An alarm in another region never has data: it is silent
for ever, or, with `treat_missing_data = "breaching"`, rings for ever.
https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-health-checks.html

Make the alarm only where its region is the one that has the metrics: `count = … == local.metrics_region ? 1 : 0`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText, resources

severity = Severity.HIGH


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    for module, block in resources(modules, "aws_cloudwatch_metric_alarm"):
        if _listens(module, block.arguments.get("namespace", "")):
            exists = block.arguments.get("count", "") + block.arguments.get("for_each", "")
            if "metrics_region" not in exists and "us-east-1" not in exists:
                message = f"{module.name}: namespace of {block} is AWS/Route53, and it is made in any region"
                yield Finding((), message, mark=block.place("namespace"))


def _listens(module: ModuleText, namespace: str) -> bool:
    """Whether the namespace is Route 53's: written out, or in the local that it names."""
    name = namespace.removeprefix("local.").split(".")[0]
    told = [block.arguments.get(name, "") for block in module.blocks if block.kind == "locals"]
    return "AWS/Route53" in namespace or (namespace.startswith("local.") and any("AWS/Route53" in one for one in told))
