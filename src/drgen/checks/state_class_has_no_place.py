"""Nothing in the spec keeps one of the states by which customers notice a failover: sessions, carts, queues, uploads.

Each is lost, or kept, by a decision; without a component nobody took one. Sessions and carts that live in a pod's
memory, uploads on a node's disk, are gone with the region, and `drgen objectives` cannot say so.

Add the component that keeps it (`sessions`, a durable cache or a database, a broker, `buckets`), or say under
`suppress:` why the platform has no such state, or why it may be lost.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.MEDIUM

_KEPT_BY = {
    "sessions": ("sessions", "durable cache"),
    "carts": ("durable cache", "aurora", "rds", "sessions"),
    "queues": ("rabbitmq",),
    "uploads": ("buckets",),
}


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    if not spec.hosts:  # nobody is sent here
        return
    there = {component.module for component in spec.components.values()}
    if any(pair.primary["durable"] for pair in sides.pairs(spec, stacks, "elasticache")):
        there.add("durable cache")
    for state, keepers in _KEPT_BY.items():
        if there.isdisjoint(keepers):
            yield Finding(("components",), f"{state}: no component keeps them ({', '.join(keepers)})")
