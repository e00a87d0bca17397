"""The failover roles may read a secret that nobody makes.

The name is written wrong, or the secret was removed: the one that the failover needs stays closed.

Correct `failover_secrets` of the component `iam`, or add the name to the component `secrets`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.MEDIUM


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:  # noqa: ARG001  so that it finds its place
    iam, secrets = sides.only(stacks, "iam"), sides.only(stacks, "secrets")
    for index, name in enumerate(iam[1]["failover_secrets"] if iam else []):
        if iam and (not secrets or name not in secrets[1]["names"]):
            known = ", ".join(sorted(secrets[1]["names"])) if secrets else "none"
            yield Finding(
                ("components", iam[0], "failover_secrets", index), f"there is no secret {name}; there are: {known}"
            )
