"""A region has no valid certificate for the hosts, or the one it has ends within thirty days.

ACM renews 60 days before the end by itself while the validation record stands; what is not renewed 30 days before will
not be. In the standby nobody notices until every visitor does.
https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html

Look at the certificate's renewal status: the validation record is missing, or a CAA record refuses Amazon.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity

if TYPE_CHECKING:
    from drgen.failover.live import BySide
    from drgen.failover.live.certificates import Certificate
    from drgen.failover.parts import Part
    from drgen.spec import Spec

severity = Severity.HIGH

_SOON = timedelta(days=30)


def check(spec: Spec, parts: list[Part], certificates: BySide[Certificate], now: datetime) -> Iterator[Finding]:
    if not any(part.module == "certificates" for part in parts):
        return
    for side, said in certificates.items():
        valid = [one for one in said.values() if one.status == "ISSUED" and set(spec.hosts) <= one.names]
        ends = max((one.ends for one in valid if one.ends), default=None)
        if ends is None:
            others = ", ".join(sorted({one.status for one in said.values()})) or "none at all"
            message = f"the {side} has no issued certificate for all of {', '.join(spec.hosts)} ({others})"
            yield Finding(("components", "certificates"), message, instead=Severity.BLOCKER)
        elif ends - now < _SOON:
            message = f"the certificate of the {side} ends in {(ends - now).days} days"
            yield Finding(("components", "certificates"), message)
