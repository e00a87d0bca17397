"""A record of weight 0 waits for a failover that nothing triggers.

Route 53 answers a record of weight 0 only when every record with a weight is unhealthy, and one without a health
check never is. Otherwise moving traffic needs an edit of the record, through a control plane in us-east-1.
https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html

Use a failover routing policy, or give every weighted record a health check.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.checks.regions._records import named_alike, routing
from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource
from drgen.resources import is_absent, is_off, number

severity = Severity.MEDIUM


def check(regions: Regions) -> Iterator[Finding]:
    records = [one for one in regions.everything.of("aws_route53_record") if routing(one) == "weighted"]
    for record in records:
        others = [one for one in records if one is not record and named_alike(one, record) and _weight(one)]
        blind = [one for one in others if is_absent(one, "health_check_id") and not _evaluates(one)]
        if _weight(record) == 0 and blind:
            message = f"is 0, and {blind[0].address} of weight {_weight(blind[0]):g} is never unhealthy"
            yield about(record, "weighted_routing_policy.0.weight", message)


def _weight(record: Resource) -> float | None:
    return number(record, "weighted_routing_policy.0.weight")


def _evaluates(record: Resource) -> bool:
    return not is_off(record, "alias.0.evaluate_target_health")
