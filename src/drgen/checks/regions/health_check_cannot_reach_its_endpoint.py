"""A health check asks an endpoint that the internet cannot reach.

Route 53's checkers are on the internet. They never see a private address, an internal load balancer or a database, so
the check is unhealthy from the first day: traffic moves at once, or everything counts as unhealthy.
https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-private-hosted-zones.html

Check a public endpoint, or use a health check of a CloudWatch alarm (`type = "CLOUDWATCH_METRIC"`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_address

from drgen.checks.regions._links import Links, about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource
from drgen.resources import is_on, text

severity = Severity.BLOCKER


_PRIVATE = re.compile(r"\.(internal|local|(?:rds|cache)\.amazonaws\.com)\.?$|^internal-.*\.elb\.")
_STORES = ("aws_db_instance", "aws_rds_cluster", "aws_elasticache_replication_group", "aws_elasticache_cluster")


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    for one in regions.everything.of("aws_route53_health_check"):
        if text(one, "type").startswith(("HTTP", "TCP")):
            yield from _unreachable(links, one)


def _unreachable(links: Links, one: Resource) -> Iterator[Finding]:
    if _is_private(text(one, "ip_address")):
        yield about(one, "ip_address", f"is {text(one, 'ip_address')}, a private address")
    if _PRIVATE.search(text(one, "fqdn")):
        yield about(one, "fqdn", f"is {text(one, 'fqdn')}, a private name")
    for target in links.of(one, "fqdn", "aws_lb", "aws_alb", "aws_elb", *_STORES):
        if is_on(target, "internal"):
            yield about(one, "fqdn", f"is that of {target.address}, an internal load balancer")
        elif target.type in _STORES and not is_on(target, "publicly_accessible") and target.type != "aws_rds_cluster":
            yield about(one, "fqdn", f"is that of {target.address}, which is not public")


def _is_private(address: str) -> bool:
    try:
        return ip_address(address).is_private
    except ValueError:
        return False
