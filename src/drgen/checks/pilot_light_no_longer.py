"""What a failover started or raised in the standby is still there.

`drgen reconcile` wrote it down in observed.auto.tfvars.json so that no plan destroys it. It costs money, and
the next drill measures a standby that is larger than the spec says.

Run `drgen shrink` when the primary serves again, or write the instances and nodes into the spec.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from drgen.findings import Finding, Severity
from drgen.spec import Spec

severity = Severity.MEDIUM


def check(spec: Spec, observed: dict[str, dict[str, Any]]) -> Iterator[Finding]:
    for root, said in observed.items():
        for variable, found in said.items():
            if found:
                listed = ", ".join(found) if isinstance(found, dict | list) else str(found)
                instance = variable.partition("_observed_")[0]
                message = f"{root}: {variable} holds {listed}, which a {spec.strategy} does not run while it waits"
                yield Finding(("components", instance), message)
