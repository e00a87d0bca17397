"""The instances of an environment as a run meets them: each with what the target and the origin are told of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from drgen.terms import SIDES

if TYPE_CHECKING:
    from drgen.stacks import Stack
    from drgen.terms import Side


@dataclass(frozen=True)
class Part:
    """One instance of a module."""

    instance: str
    module: str
    settings: dict[str, dict[str, Any]]  # by the side that has it; what exists once has one under both

    def at(self, side: Side) -> dict[str, Any]:
        """What one side is told, defaults filled in; empty where it has no such instance."""
        return self.settings.get(side, {})

    @property
    def name(self) -> str:
        """What the instance's resources are called, in both regions."""
        return str(next(iter(self.settings.values())).get("name", ""))


def parts(stacks: Iterable[Stack]) -> list[Part]:
    """Every instance, by name."""
    return sorted(_parts(list(stacks)), key=lambda part: part.instance)


def _parts(stacks: list[Stack]) -> Iterator[Part]:
    regional: dict[str, Part] = {}
    for stack in stacks:
        for call in stack.calls:
            told = call.settings
            if stack.name in SIDES:
                part = regional.setdefault(call.instance, Part(call.instance, call.module.name, {}))
                part.settings[stack.name] = told
            elif stack.name != "bootstrap":
                yield Part(call.instance, call.module.name, dict.fromkeys(SIDES, told))
    yield from regional.values()
