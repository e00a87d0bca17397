"""ARC routing controls have no safety rule.

Without one nothing stops a hurried operator from turning both regions off, or both on.
https://docs.aws.amazon.com/r53recovery/latest/dg/routing-control.safety-rules.html

Add an `aws_route53recoverycontrolconfig_safety_rule` that asserts that at least one control is on.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions

severity = Severity.MEDIUM


def check(regions: Regions) -> Iterator[Finding]:
    controls = list(regions.everything.of("aws_route53recoverycontrolconfig_routing_control"))
    rules = list(regions.everything.of("aws_route53recoverycontrolconfig_safety_rule"))
    if len(controls) > 1 and not rules:
        yield about(controls[0], "name", f"{len(controls)} routing controls and no safety rule")
