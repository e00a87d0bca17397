"""Two environments of this repository would make things of the same name.

State buckets are unique in the world, roles and global databases in an account, across all regions. The second
environment fails to apply, or, worse, writes into the state of the first.

Give the environment another `name`, another `state.bucket`, or other `hosts`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from drgen.findings import Finding, Severity
from drgen.spec import Spec

severity = Severity.BLOCKER


def check(spec: Spec, neighbours: dict[str, dict[str, Any]]) -> Iterator[Finding]:
    for other, data in neighbours.items():
        if _bucket(data) == spec.state.bucket:
            yield Finding(("state", "bucket"), f"{spec.state.bucket} is the state bucket of {other}, too")
        if shared := sorted(set(spec.hosts) & set(_list(data, "hosts"))):
            yield Finding(("hosts",), f"{', '.join(shared)} are hosts of {other}, too")
        if data.get("account") == spec.account:
            yield from _names(spec, other, data)


def _names(spec: Spec, other: str, data: dict[str, Any]) -> Iterator[Finding]:
    if data.get("name") == spec.name:
        yield Finding(("name",), f"{spec.name} is the name of {other}, too, in account {spec.account}")
        return
    theirs = {_named(str(data.get("name")), instance) for instance in data.get("components") or {}}
    for instance in spec.components:
        if (name := _named(spec.name, instance)) in theirs:
            yield Finding(("components", instance), f"{name} is a name in {other}, too, in account {spec.account}")


def _named(platform: str, instance: str) -> str:
    return f"{platform}-{instance.replace('_', '-')}"


def _bucket(data: dict[str, Any]) -> object:
    state = data.get("state")
    return state.get("bucket") if isinstance(state, dict) else None


def _list(data: dict[str, Any], key: str) -> list[str]:
    found = data.get(key)
    return [item for item in found if isinstance(item, str)] if isinstance(found, list) else []
