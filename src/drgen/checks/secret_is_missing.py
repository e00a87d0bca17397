"""A component reads its credential from a secret that nobody makes.

A database or broker is born with the value of the secret `<platform>-<instance>`, and pods read it in both
regions. A secret that is made by hand in one region is not there in the other.

Add the instance to the names of the component `secrets`: it makes the secret in the primary and its replica in
the standby.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.BLOCKER


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    secrets = sides.only(stacks, "secrets")
    names = secrets[1]["names"] if secrets else {}
    for pair in sides.pairs(spec, stacks, "aurora", "rabbitmq", "rds"):
        secret = pair.name.replace("_", "-")
        if secret not in names:
            place = (
                f"components.{secrets[0]}.names has {', '.join(sorted(names)) or 'none'}"
                if secrets
                else "there is no secrets"
            )
            yield Finding(
                ("components", pair.name),
                f"{pair.name} needs the secret {spec.name}-{secret}; {place}",
                f"add `{secret}: {{generate: true}}` under components.{secrets[0] if secrets else 'secrets'}.names",
            )
