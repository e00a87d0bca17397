"""A root was handed something else than its giver's outputs say now, or was never handed what it takes.

A key, a certificate or a load balancer was replaced, and the root that stands on it still names the old one: its next
plan puts that back, or fails.

Run `drgen handover`, commit what it writes, and plan the root that takes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from drgen.findings import Finding, Severity

severity = Severity.HIGH


def check(handovers: Mapping[str, list[str]]) -> Iterator[Finding]:
    for root, faults in sorted(handovers.items()):
        for fault in faults:
            yield Finding((), f"{root} {fault}")
