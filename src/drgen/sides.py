"""A component as each region has it: its settings, defaults filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from drgen.problems import Path
    from drgen.spec import Component, Spec
    from drgen.stacks import Stack

Settings = dict[str, Any]


@dataclass(frozen=True)
class Pair:
    """An instance of a regional module in both regions."""

    name: str
    component: Component
    primary: Settings
    standby: Settings | None  # None: the standby has no such instance

    def path(self, *keys: str | int) -> Path:
        """Where the standby's value of a setting stands: in the standby block, where that says it."""
        at: Any = self.component.standby
        for key in keys:
            at = at.get(key) if isinstance(at, dict) else None
        block = ("standby",) if at is not None else ()
        return ("components", self.name, *block, *keys)


def pairs(spec: Spec, stacks: Iterable[Stack], *modules: str) -> Iterator[Pair]:
    """The instances of some regional modules (of all, when none is named), by name."""
    sides = {stack.name: {call.instance: call for call in stack.calls} for stack in stacks}
    for name, call in sides["primary"].items():
        if not modules or call.module.name in modules:
            other = sides["standby"].get(name)
            yield Pair(name, spec.components[name], call.settings, other.settings if other else None)


def both(spec: Spec, stacks: Iterable[Stack], *modules: str) -> Iterator[tuple[Pair, Settings]]:
    """The instances that the standby has, too, with its settings."""
    return ((pair, pair.standby) for pair in pairs(spec, stacks, *modules) if pair.standby is not None)


def only(stacks: Iterable[Stack], module: str) -> tuple[str, Settings] | None:
    """The name and settings of the first instance of a module, in whichever root it is."""
    found = ((call.instance, call.settings) for stack in stacks for call in stack.calls if call.module.name == module)
    return next(found, None)
