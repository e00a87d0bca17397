"""A listener uses a certificate of another region, or none.

An ACM certificate works in its own region only: an HTTPS listener with another region's is refused, and the standby
does not listen.
https://docs.aws.amazon.com/acm/latest/userguide/acm-regions.html

Issue a certificate for the same names in the listener's region; one validation record serves both.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import Links, about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import is_absent, text

severity = Severity.BLOCKER


_USERS = {
    "aws_lb_listener": "certificate_arn",
    "aws_alb_listener": "certificate_arn",
    "aws_lb_listener_certificate": "certificate_arn",
    "aws_api_gateway_domain_name": "regional_certificate_arn",
    "aws_apigatewayv2_domain_name": "domain_name_configuration.0.certificate_arn",
}


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    for one in regions.everything.of(*_USERS):
        argument = _USERS[one.type]
        if far := links.elsewhere(one, argument):
            yield about(one, argument, f"is {far}; this is in {one.region}")
        elif text(one, "protocol") in ("HTTPS", "TLS") and is_absent(one, argument) and argument not in one.marks:
            # What is written, and empty, is a variable that somebody sets: Terraform takes no listener without one.
            yield about(one, argument, f"is not set, and the protocol is {text(one, 'protocol')}")
