"""The health check asks for a page that says nothing about what is behind it.

`/` answers as long as the load balancer has a pod: with the database gone the region still counts as healthy.

Ask for a path that tries the database and the cache, such as /healthz/deep.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.MEDIUM


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:  # noqa: ARG001
    dns = sides.only(stacks, "dns")
    if dns and dns[1]["health_check"]["path"] == "/":
        yield Finding(
            ("components", dns[0], "health_check", "path"), "the health check asks for /, which no database answers"
        )
