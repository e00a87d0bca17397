"""A user of the brokers has its password from a secret that nobody makes.

drgen sets a user's password from a secret when it applies; no password and no hash of one lies in a file.

Add the secret to the names of the component `secrets`: it makes the secret in the primary and its replica in the
standby.
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
    for pair in sides.pairs(spec, stacks, "rabbitmq"):
        for user, said in pair.primary["topology"]["users"].items():
            if said["secret_name"] not in names:
                message = f"{pair.name}: user {user} needs the secret {said['secret_name']}"
                yield Finding(("components", pair.name, "topology", "users", user, "secret_name"), message)
