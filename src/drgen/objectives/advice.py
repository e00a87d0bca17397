"""What would help most: the model run again, with one change at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from drgen import stacks
from drgen.errors import DrgenError
from drgen.objectives import Model, model
from drgen.objectives.figures import Figure
from drgen.objectives.moves import instances, nodes

if TYPE_CHECKING:
    from drgen.objectives.parts import Part
    from drgen.spec import Spec
    from drgen.terms import Module

_LEVELS = ("backup_restore", "pilot_light", "warm_standby", "hot_standby")
_ENOUGH = 1.0  # second: what saves less is not worth a line


@dataclass(frozen=True)
class Change:
    """One change, and what it saves of the platform's recovery time, in seconds."""

    what: str  # as one writes it in the spec
    p50: float
    p95: float
    available: bool = True  # False: drgen cannot do it yet


@dataclass(frozen=True)
class _Candidate:
    what: str
    spec: Spec
    assumed: Mapping[str, Figure] = field(default_factory=dict)
    available: bool = True


def changes(spec: Spec, catalog: Mapping[str, Module], now: Model) -> list[Change]:
    """What saves time, the most first."""
    before = now.rto[0]
    found = []
    for candidate in _candidates(spec, now):
        try:
            after = model(candidate.spec, stacks.layout(candidate.spec, catalog), candidate.assumed).rto[0]
        except DrgenError:  # with this change alone the spec lacks something
            continue
        saved = Change(candidate.what, before.p50 - after.p50, before.p95 - after.p95, candidate.available)
        if max(saved.p50, saved.p95) >= _ENOUGH:
            found.append(saved)
    return sorted(found, key=lambda change: (-change.p95, -change.p50, change.what))


def _candidates(spec: Spec, now: Model) -> Iterator[_Candidate]:
    at_once = Figure(0, 0, "an automation decides")
    yield _Candidate("decision: automatic", spec, {"decide": at_once, "page": at_once}, available=False)
    yield from _next_strategy(spec)
    for part in now.parts:
        yield from _CHANGES.get(part.module, _none)(spec, part)
    if spec.traffic == "orchestrated":
        yield _Candidate("traffic: routing_control", spec.model_copy(update={"traffic": "routing_control"}))


def _next_strategy(spec: Spec) -> Iterator[_Candidate]:
    for strategy in _LEVELS[_LEVELS.index(str(spec.strategy)) + 1 :][:1]:
        yield _Candidate(f"strategy: {strategy}", spec.model_copy(update={"strategy": strategy}))


def _none(_: Spec, __: Part) -> Iterator[_Candidate]:
    return iter(())


def _more_nodes(spec: Spec, part: Part) -> Iterator[_Candidate]:
    wait, serve = nodes(part, str(spec.strategy))
    groups: dict[str, Any] = part.get("nodes") or {}
    if part.waiting and wait < serve:
        half = {name: {"min": -(-group["min"] // 2)} for name, group in groups.items()}
        full = {name: {"min": group["min"]} for name, group in groups.items()}
        if 2 * wait < serve:
            yield _Candidate(f"{part.name}: half of the nodes wait", _with_standby(spec, part.name, {"nodes": half}))
        what = f"{part.name}: {serve} nodes wait, not {wait}"
        yield _Candidate(what, _with_standby(spec, part.name, {"nodes": full}))


def _an_instance(spec: Spec, part: Part) -> Iterator[_Candidate]:
    if part.waiting and not instances(part, str(spec.strategy)):
        name, first = min((part.get("instances") or {}).items())
        changed = _with_standby(spec, part.name, {"instances": {name: first}})
        yield _Candidate(f"{part.name}: one instance waits", changed)


def _faster_check(spec: Spec, part: Part) -> Iterator[_Candidate]:
    if part.get("health_check", "interval") != "10s":
        check = (spec.components[part.name].settings.get("health_check") or {}) | {"interval": "10s"}
        yield _Candidate(f"{part.name}: health_check: interval: 10s", _with(spec, part.name, {"health_check": check}))


def _with(spec: Spec, name: str, settings: dict[str, Any]) -> Spec:
    component = spec.components[name]
    return _replaced(spec, name, {"settings": component.settings | settings})


def _with_standby(spec: Spec, name: str, settings: dict[str, Any]) -> Spec:
    return _replaced(spec, name, {"standby": spec.components[name].standby | settings})


def _replaced(spec: Spec, name: str, update: dict[str, Any]) -> Spec:
    changed = spec.components[name].model_copy(update=update)
    return spec.model_copy(update={"components": spec.components | {name: changed}})


_CHANGES = {"aurora": _an_instance, "dns": _faster_check, "eks": _more_nodes}
