"""The entries of `resource_changes`, `resource_drift` and `deferred_changes`, as Terraform writes them."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from drgen.errors import DrgenError
from drgen.inventory.changes import Action
from drgen.inventory.document import NOTHING, given
from drgen.inventory.expressions import without_keys

_ACTIONS = {(str(action),): action for action in Action if action is not Action.REPLACE} | {
    ("create", "delete"): Action.REPLACE,
    ("delete", "create"): Action.REPLACE,
    ("create", "forget"): Action.REPLACE,  # what is there now is left alone, and no longer Terraform's
    ("forget", "create"): Action.REPLACE,
}


class Body(msgspec.Struct):
    """What happens to one object; its values are not decoded."""

    actions: tuple[str, ...]
    before: msgspec.Raw = NOTHING
    after: msgspec.Raw = NOTHING
    after_unknown: msgspec.Raw = NOTHING
    before_sensitive: msgspec.Raw = NOTHING
    after_sensitive: msgspec.Raw = NOTHING
    replace_paths: list[Any] | None = None
    importing: dict[str, Any] | None = None


class Entry(msgspec.Struct):
    """One object that the plan speaks of."""

    change: Body
    address: str = ""
    type: str = ""
    name: str = ""
    index: str | int | None = None
    mode: str = "managed"
    module_address: str | None = None
    previous_address: str | None = None
    action_reason: str | None = None
    deposed: str | None = None

    def __post_init__(self) -> None:
        """Terraform 1.0 gives what drifted no address; a plan that was cut short may give no type."""
        if not self.address:
            key = "" if self.index is None else f"[{json.dumps(self.index, ensure_ascii=False)}]"
            data = "data." if self.mode == "data" else ""
            self.address = f"{self.module}.{data}{self.type}.{self.name}{key}".removeprefix(".")
        if not (self.type and self.name):
            self.type, self.name = ["", *without_keys(self.address).split(".")][-2:]
        if not (self.type and self.name):
            raise ValueError("an object without address, type and name")

    @property
    def module(self) -> str:
        """The address of its module's instance; "" is the root."""
        return self.module_address or ""

    @property
    def moved_from(self) -> str:
        """The address that it had before."""
        return self.previous_address or "" if self.previous_address != self.address else ""

    @property
    def stays(self) -> bool:
        """Whether there will be such an object, of Terraform's, when the plan is done."""
        return given(self.change.after) and not self.deposed

    @property
    def forced_by(self) -> tuple[str, ...]:
        """The paths that force a replacement, dotted."""
        paths = self.change.replace_paths or []
        return tuple(".".join(map(str, path)) for path in paths if isinstance(path, list))

    @property
    def imported(self) -> str:
        """The id that it is imported by, or its identity; "" when it is not imported."""
        by = self.change.importing
        if by is None:
            return ""
        if isinstance(by.get("id"), str) and by["id"]:
            return str(by["id"])
        return json.dumps(by["identity"], sort_keys=True) if by.get("identity") else "(known after apply)"


class Deferred(msgspec.Struct):
    """An object that Terraform plans in a later run."""

    resource_change: Entry
    reason: str | None = None


class Output(msgspec.Struct):
    """What happens to an output; its values are not read."""

    actions: tuple[str, ...]


def action(said: tuple[str, ...], where: str) -> Action:
    """Terraform's list of actions as one.  Raises DrgenError for those that no known Terraform writes."""
    if said in _ACTIONS:
        return _ACTIONS[said]
    raise DrgenError(
        f"{where}: the plan's action {list(said)} is unknown",
        hint="it may be of a newer Terraform than this drgen knows: update drgen",
    )
