"""A health check asks a port that the load balancer does not listen on.

It is unhealthy from the first day: traffic leaves the primary at once, or both records count as sick and Route 53
answers whatever it likes least.
https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html

Ask a port with a listener, or add the listener.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import Links, about, is_unseen
from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource
from drgen.resources import number

severity = Severity.HIGH


def check(regions: Regions) -> Iterator[Finding]:
    if is_unseen(regions, "lb|load|listener|ingress"):
        return
    links = Links(regions)
    for one in regions.everything.of("aws_route53_health_check"):
        port = number(one, "port")
        balancers = links.of(one, "fqdn", "aws_lb", "aws_alb") if port else []
        for balancer in balancers:
            opened = _ports(links, balancer)
            if opened and None not in opened and port not in opened:
                listed = ", ".join(f"{each:g}" for each in sorted(filter(None, opened)))
                yield about(one, "port", f"is {port:g}; {balancer.address} listens on {listed}")


def _ports(links: Links, balancer: Resource) -> set[float | None]:
    listeners = [*links.to(balancer, "load_balancer_arn", "aws_lb_listener", "aws_alb_listener")]
    return {number(each, "port") for each in listeners}
