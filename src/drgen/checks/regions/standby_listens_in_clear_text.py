"""The primary listens with TLS, the standby only without.

Clients that came with https find nobody, and what does connect sends its passwords in clear.

Give the standby an HTTPS listener with a certificate of its region.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about, is_primary, is_standby, is_unseen
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import text

severity = Severity.HIGH


_TYPES = ("aws_lb_listener", "aws_alb_listener")


def check(regions: Regions) -> Iterator[Finding]:
    if is_unseen(regions, "lb|load|listener|ingress"):
        return
    listeners = list(regions.everything.of(*_TYPES))
    here = [text(one, "protocol") for one in listeners if is_primary(regions, one)]
    there = [one for one in listeners if is_standby(regions, one)]
    if {"HTTPS", "TLS"} & {*here} and there and all(text(one, "protocol") == "HTTP" for one in there):
        yield about(there[0], "protocol", f"is HTTP, and no listener of {regions.standby_region} has TLS")
