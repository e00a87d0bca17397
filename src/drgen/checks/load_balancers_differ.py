"""The two regions' load balancers do not answer alike.

What the standby's does not route, decrypt or let through fails for the first time when it takes the traffic.

Say it once, outside the standby block.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.MEDIUM


SEVERE = {"targets": Severity.HIGH}  # a path that leads nowhere


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair, standby in sides.both(spec, stacks, "ingress"):
        for key in ("redirect_http", "targets", "tls_policy", "waf_counted"):
            here, there = pair.primary[key], standby[key]
            if here != there:
                message = f"{pair.name}: {key} is {there} in the standby, {here} in the primary"
                yield Finding(pair.path(key), message, instead=SEVERE.get(key))
