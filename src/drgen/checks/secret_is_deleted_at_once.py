"""A deleted secret cannot be brought back.

With `recovery_window_days: 0` a secret and its replica are gone with one call, in both regions. That is for
rehearsals.

Remove `recovery_window_days`; 30 days are the default.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.MEDIUM


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:  # noqa: ARG001
    secrets = sides.only(stacks, "secrets")
    if secrets and not secrets[1]["recovery_window_days"]:
        path = ("components", secrets[0], "recovery_window_days")
        yield Finding(path, "recovery_window_days is 0: a deleted secret is gone in both regions; 30 is the default")
