"""A failover in a hurry counts on servers that nobody has set aside.

With less than half of its nodes running, the standby asks EC2 for the rest at the hour when everybody else does. AWS
promises capacity to those only who have reserved it; below an RTO of 30 minutes there is no time to try other types.
https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-capacity-reservations.html

Let at least half of the nodes wait (`standby: {nodes: {…: {min: …}}}`), or reserve the rest and accept this under
`suppress:`, naming the reservation.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity
from drgen.objectives.moves import nodes

if TYPE_CHECKING:
    from drgen.objectives import Model
    from drgen.spec import Spec

severity = Severity.MEDIUM


_HURRY = 30 * 60  # seconds
_SHARE = 2  # of the primary's nodes, one in so many should wait


def check(spec: Spec, expected: Model) -> Iterator[Finding]:
    for part in expected.parts:
        if part.module != "eks" or part.waiting is None:
            continue
        own = spec.components[part.name].objectives
        rto = own.rto if own and own.rto is not None else spec.objectives.rto
        wait, serve = nodes(part, str(spec.strategy))
        if rto < _HURRY and wait * _SHARE < serve:
            message = f"{part.name}: {wait} nodes wait and {serve} serve, with an RTO of {rto // 60} min"
            yield Finding(("components", part.name, "nodes"), message)
