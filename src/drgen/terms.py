"""The nouns of wiring: which root sees which, what a module takes and gives, and what fills an input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Side = Literal["primary", "standby"]
SIDES: tuple[Side, Side] = ("primary", "standby")

# Which roots' outputs a root may take, in apply order: no cycle can be written.
SEES: dict[str, tuple[str, ...]] = {
    "bootstrap": (),
    "foundation": (),
    "primary": ("foundation",),
    "standby": ("foundation", "primary"),
    "global": ("foundation", "primary", "standby"),
}
ROOTS = tuple(SEES)


@dataclass(frozen=True)
class Ref:
    """A Terraform expression, rendered without quotes."""

    expression: str


@dataclass(frozen=True)
class Input:
    """One variable of a module, as its `variables.tf` declares it."""

    name: str
    type: str = "string"  # the type constraint, on one line
    description: str = ""
    required: bool = True
    default: Any = None
    nullable: bool = True
    ephemeral: bool = False
    sensitive: bool = False


@dataclass(frozen=True)
class Module:
    """A component as Terraform sees it: one folder under modules/."""

    name: str
    scope: str  # "bootstrap", "foundation", "regional" or "global", after the folder it lies in
    inputs: dict[str, Input]
    outputs: dict[str, str]  # descriptions by name
    singleton: bool = False  # at most one instance in an environment
    # Modules that make what this one names without taking it.
    requires: list[str] = field(default_factory=list)
    # Strategies under which the standby has none, each with the settings that must all match.
    absent_in_standby: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.scope, self.name))

    def is_absent(self, strategy: str, settings: Mapping[str, Any]) -> bool:
        """Whether the strategy has no instance with these settings in the standby."""
        known = {name: taken.default for name, taken in self.inputs.items()} | dict(settings)
        matches = self.absent_in_standby.get(strategy)
        return matches is not None and all(known.get(key) == value for key, value in matches.items())


@dataclass(frozen=True)
class Variable:
    """What a root takes from outside: handed over by `giver`, or its own (secret, observed)."""

    name: str
    input: Input
    giver: str = ""
    output: str = ""


@dataclass(frozen=True)
class Wire:
    """One filled input: its value, and in words where it came from."""

    value: Any
    source: str
    variable: Variable | None = None
