"""The two regions' clusters are of different Kubernetes versions.

Manifests that one accepts the other may refuse, and nobody notices before the failover. The standby is upgraded
first, so a newer standby is right for a while; an older one never is.

Bring both to one version. While an upgrade runs, say so: `standby: {kubernetes: {version: …}, until: …}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.HIGH


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair, standby in sides.both(spec, stacks, "eks"):
        here, there = pair.primary["kubernetes"]["version"], standby["kubernetes"]["version"]
        if here != there:
            upgrading = pair.component.until and _number(there) > _number(here)
            message = f"{pair.name}: {there} in the standby, {here} in the primary"
            mild = Severity.MEDIUM if upgrading else None
            yield Finding(pair.path("kubernetes", "version"), message, instead=mild)


def _number(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]
