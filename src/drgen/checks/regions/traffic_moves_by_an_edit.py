"""Traffic moves to the standby only when somebody edits what sends it.

Weights of 100 and 0, or a distribution that names one origin, are moved by an apply: through a control plane in
us-east-1, with a state and a plan that must work on the day. AWS advises to fail over by the data plane alone, by
health checks.
https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/appendix-b---edge-network-global-service-guidance.html

Use failover records with a health check, ARC routing controls, or an origin group.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.checks.regions._records import named_alike, routing
from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource
from drgen.resources import blocks, is_absent, is_off, number

severity = Severity.HIGH


def check(regions: Regions) -> Iterator[Finding]:
    records = [one for one in regions.everything.of("aws_route53_record") if routing(one) == "weighted"]
    for record in records:
        others = [one for one in records if one is not record and named_alike(one, record)]
        weights = [_weight(one) for one in others]
        if _weight(record) == 0 and others and all(weights) and not any(map(_is_checked, [record, *others])):
            message = f"is 0, and no health check decides between it and {others[0].address}"
            yield about(record, "weighted_routing_policy.0.weight", message, _milder(others))
    for one in regions.everything.of("aws_cloudfront_distribution"):
        yield from _idle(one)


def _idle(one: Resource) -> Iterator[Finding]:
    """An origin of a server that no behaviour sends to, in a distribution without a group that falls back to it."""
    servers = [said.get("origin_id") for _, said in blocks(one, "origin") if said.get("custom_origin_config")]
    behaviours = [*blocks(one, "default_cache_behavior"), *blocks(one, "ordered_cache_behavior")]
    used = [said.get("target_origin_id") for _, said in behaviours]
    names = [name for name in servers if isinstance(name, str)]
    if not is_absent(one, "origin_group") or not all(isinstance(name, str) for name in (*servers, *used)):
        return
    idle = [name for name in names if name not in used]
    if used and 0 < len(idle) < len(names):
        yield about(one, "origin", f"{', '.join(idle)} gets traffic only after an edit: there is no origin_group")


def _milder(others: list[Resource]) -> Severity | None:
    """Route 53 leaves an alias whose target it knows to be sick; what answers with errors counts as healthy, though."""
    evaluate = all(not is_off(one, "alias.0.evaluate_target_health") for one in others)
    return Severity.MEDIUM if evaluate else None


def _weight(record: Resource) -> float | None:
    return number(record, "weighted_routing_policy.0.weight")


def _is_checked(record: Resource) -> bool:
    return not is_absent(record, "health_check_id")
