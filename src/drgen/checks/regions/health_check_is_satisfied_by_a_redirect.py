"""A health check asks over HTTP what redirects to HTTPS.

Any answer below 400 counts as healthy, so a redirect does: the load balancer answers it by itself while everything
behind it is dead.
https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html

Use `type = "HTTPS"` and `port = 443`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import Links, about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import number, text

severity = Severity.MEDIUM


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    listeners = list(regions.everything.of("aws_lb_listener", "aws_alb_listener"))
    for one in regions.everything.of("aws_route53_health_check"):
        for target in links.of(one, "fqdn", "aws_lb", "aws_alb") if text(one, "type").startswith("HTTP") else []:
            for listener in listeners:
                redirects = text(listener, "default_action.0.type") == "redirect"
                same = number(listener, "port") == number(one, "port") and text(one, "type").split("_")[0] == "HTTP"
                if redirects and same and target in links.of(listener, "load_balancer_arn", target.type):
                    yield about(one, "type", f"is {text(one, 'type')}, which {listener.address} redirects")
