"""Two environments of this repository would make things of the same name.

State buckets are unique in the world, roles and global databases in an account, across all regions. The second
environment fails to apply, or, worse, writes into the state of the first. Where one platform's name begins with
another's (`shop` and `shop-prod`), nothing collides, but the roles of `shop` are allowed `shop-*`, which is all
that `shop-prod` has: a failover of one may promote, scale and read what is the other's.

Give the environment another `name`, another `state.bucket`, or other `hosts`; or an account of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from drgen.findings import Finding, Severity
from drgen.spec import Spec

severity = Severity.BLOCKER

_Neighbours = dict[str, dict[str, Any]]


def check(spec: Spec, neighbours: _Neighbours) -> Iterator[Finding]:
    if others := [other for other, data in neighbours.items() if _bucket(data) == spec.state.bucket]:
        yield Finding(("state", "bucket"), f"{spec.state.bucket} is the state bucket of {_listed(others)}, too")
    yield from _hosts(spec, neighbours)
    here = {other: data for other, data in neighbours.items() if data.get("account") == spec.account}
    collisions = _collisions(spec, here)
    for path, name, others in collisions:
        yield Finding(path, f"{name} is a name in {_listed(others)}, too, in account {spec.account}")
    told = {other for _, _, others in collisions for other in others}
    yield from _prefixes(spec, {other: str(data.get("name")) for other, data in here.items() if other not in told})


def _hosts(spec: Spec, neighbours: _Neighbours) -> Iterator[Finding]:
    theirs = {other: set(spec.hosts).intersection(_list(data, "hosts")) for other, data in neighbours.items()}
    if others := [other for other, shared in theirs.items() if shared]:
        hosts = ", ".join(sorted(set().union(*theirs.values())))
        yield Finding(("hosts",), f"{hosts}: hosts of {_listed(others)}, too")


def _collisions(spec: Spec, here: _Neighbours) -> list[tuple[tuple[str, ...], str, list[str]]]:
    """Equal names in one account, the platform's own or one composed of platform and instance: where, what, whose."""
    ours = {_named(spec.name, instance): ("components", instance) for instance in spec.components}
    places: dict[str, tuple[str, ...]] = {spec.name: ("name",), **ours}
    found: dict[str, list[str]] = {}
    for other, data in here.items():
        name = str(data.get("name"))
        composed = ours.keys() & {_named(name, instance) for instance in _components(data)}
        for shared in [name] if name == spec.name else composed:
            found.setdefault(shared, []).append(other)
    return [(places[name], name, others) for name, others in sorted(found.items())]


def _prefixes(spec: Spec, names: dict[str, str]) -> Iterator[Finding]:
    """Names of which one begins with the other: the longer one's things are the shorter one's by permission."""
    longer = [other for other, name in names.items() if name.startswith(f"{spec.name}-")]
    shorter = [other for other, name in names.items() if spec.name.startswith(f"{name}-")]
    if longer:
        message = f"the roles of {spec.name} are allowed {spec.name}-*: the things of {_listed(longer)}, too"
        yield Finding(("name",), message, instead=Severity.HIGH)
    if shorter:
        message = f"{spec.name} begins with the name of {_listed(shorter)}, whose roles are allowed its things, too"
        yield Finding(("name",), message, instead=Severity.HIGH)


def _named(platform: str, instance: str) -> str:
    return f"{platform}-{instance.replace('_', '-')}"


def _listed(others: Iterable[str]) -> str:
    first, *more = others
    return first if not more else f"{first} and {len(more)} more"


def _bucket(data: dict[str, Any]) -> object:
    state = data.get("state")
    return state.get("bucket") if isinstance(state, dict) else None


def _components(data: dict[str, Any]) -> list[str]:
    found = data.get("components")
    return [str(instance) for instance in found] if isinstance(found, dict) else []


def _list(data: dict[str, Any], key: str) -> list[str]:
    found = data.get(key)
    return [item for item in found if isinstance(item, str)] if isinstance(found, list) else []
