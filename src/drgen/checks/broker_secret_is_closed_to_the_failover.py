"""The failover roles cannot read the credentials of brokers whose links they reverse.

The step that turns the links round logs in to the broker's management API, and makes the users that a broker lacks.
Without their secrets it refuses to begin.

Add the instance, and the secrets of its `topology.users`, to `failover_secrets` of the component `iam`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.messages import queues
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.HIGH


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    iam = sides.only(stacks, "iam")
    if not iam:
        return
    opened = iam[1]["failover_secrets"]
    for pair, _ in sides.both(spec, stacks, "rabbitmq"):
        users = pair.primary["topology"]["users"].values()
        needed = [pair.name.replace("_", "-"), *sorted(user["secret_name"] for user in users)]
        if queues.is_linked(pair) and (closed := [name for name in needed if name not in opened]):
            told, read = ", ".join(closed), ", ".join(opened) or "no secret"
            message = f"{pair.name} has links, and {told} is closed to the failover roles: they read {read}"
            yield Finding(("components", iam[0], "failover_secrets"), message, f"add {told} to failover_secrets")
