"""A store or a load balancer can be deleted by one call.

The worst plans of a failover are those that replace a database. Deletion protection is what AWS itself refuses
them by, in either region: the standby's is the primary tomorrow.

Remove `deletion_protection: false`; it belongs to the way to destroying the environment only.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.HIGH


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair in sides.pairs(spec, stacks):
        sides_off = [
            side for side in ("primary", "standby") if (getattr(pair, side) or {}).get("deletion_protection") is False
        ]
        if sides_off:
            message = f"{pair.name}: deletion_protection is false in the {' and in the '.join(sides_off)}"
            yield Finding(pair.path("deletion_protection"), message)
