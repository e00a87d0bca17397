"""The failover roles cannot read the credential of a broker whose links they reverse.

The step that turns the links round logs in to the broker's management API. Without the secret it stops there,
with the databases already promoted.

Add the instance to `failover_secrets` of the component `iam`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.HIGH


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    iam = sides.only(stacks, "iam")
    if not iam:
        return
    for pair, _ in sides.both(spec, stacks, "rabbitmq"):
        secret = pair.name.replace("_", "-")
        is_linked = any(queue["link"] != "none" for queue in pair.primary["queues"].values())
        if is_linked and secret not in iam[1]["failover_secrets"]:
            opened = ", ".join(iam[1]["failover_secrets"]) or "no secret"
            message = (
                f"{pair.name} has links, and its secret {secret} is closed to the failover roles: they read {opened}"
            )
            yield Finding(("components", iam[0], "failover_secrets"), message, f"write failover_secrets: [{secret}]")
