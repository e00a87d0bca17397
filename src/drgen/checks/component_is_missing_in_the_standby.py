"""A component is declared absent in the standby, although the strategy would have one there.

What it does is not done after a failover, and it cannot be made while the regions are in trouble. The readiness
rules of AWS ARC compared resource by resource for this reason.

Remove `standby: absent`, or accept it under `suppress:` with what replaces it during an outage.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.checks import durable_store_has_no_standby
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.MEDIUM


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    there, here = spec.regions.primary.name, spec.regions.standby.name
    for pair in sides.pairs(spec, stacks):
        told = durable_store_has_no_standby.loses(spec, pair)  # a durable store's absence has a check of its own
        if pair.component.presence == "absent" and not told and not _is_implied(spec, stacks, pair.name):
            yield Finding(("components", pair.name, "standby"), f"{pair.name} is in {there}, and not in {here}")


def _is_implied(spec: Spec, stacks: list[Stack], name: str) -> bool:
    [module] = [
        call.module for stack in stacks if stack.name == "primary" for call in stack.calls if call.instance == name
    ]
    return module.is_absent(str(spec.strategy), spec.components[name].settings)
