"""A health check that decides who is answered is not as drgen made it.

Disabled, inverted, without its latch or with another threshold it answers a primary that was told to stop, or takes a
healthy one out.
https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html

Apply `global`: it puts the health checks back. Look in CloudTrail for who changed them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from drgen.findings import Finding, Severity

if TYPE_CHECKING:
    from drgen.failover.live import BySide
    from drgen.spec import Spec

severity = Severity.BLOCKER

# modules/global/dns: children, and how many must be healthy.
_FORMULA = {"orchestrated": (2, 1), "automatic": (3, 2)}


def check(spec: Spec, health_checks: BySide[Mapping[str, Any]]) -> Iterator[Finding]:
    found = next((said for said in health_checks.values() if said), None)
    if found is None and not _wanted(spec):
        return
    for name in ("out", "back", "may_serve"):
        said = (found or {}).get(name)
        wrong = "is missing" if said is None else _wrong(name, said, str(spec.traffic))
        if wrong and health_checks:
            yield Finding(("traffic",), f"health check {name} {wrong}")


def _wanted(spec: Spec) -> bool:
    return bool(spec.hosts) and str(spec.traffic) in _FORMULA


def _wrong(name: str, said: Mapping[str, Any], traffic: str) -> str:
    if said.get("Disabled"):
        return "is disabled: it counts as healthy"
    if name == "may_serve":
        children, threshold = _FORMULA[traffic]
        now = len(said.get("ChildHealthChecks") or []), said.get("HealthThreshold")
        wanted = f"and should want {threshold} of {children}"
        return "" if now == (children, threshold) else f"wants {now[1]} of {now[0]} children healthy, {wanted}"
    if bool(said.get("Inverted")) != (name == "back"):
        return "is turned round"
    silent = said.get("InsufficientDataHealthStatus")
    return "" if silent == "LastKnownStatus" else f"takes silence for {silent}, not for what it knew last"
