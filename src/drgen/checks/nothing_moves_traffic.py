"""There are hosts that fail over, and nothing that moves their traffic.

Without the component `dns` no record of theirs has a standby: a failover would have to edit records, through
the control plane of Route 53 in us-east-1, which may be the region that is dark.
https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/best-practices-dns.html

Add `dns: {}`, or remove `hosts` when another system moves traffic.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.HIGH


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    if spec.hosts and not sides.only(stacks, "dns"):
        yield Finding(("hosts",), f"{', '.join(spec.hosts)} fail over, and there is no component dns")
