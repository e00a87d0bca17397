"""What a plan would do: the nouns that the checks of changes read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from drgen.inventory import Inventory


class Action(Enum):
    """What happens to a resource, in Terraform's words."""

    NO_OP = "no-op"
    READ = "read"
    CREATE = "create"
    UPDATE = "update"
    REPLACE = "replace"
    DELETE = "delete"
    FORGET = "forget"

    def __str__(self) -> str:
        return self.value

    @property
    def removes(self) -> bool:
        """Whether what is there now will be gone."""
        return self in (Action.DELETE, Action.REPLACE)


@dataclass(frozen=True)
class Change:
    """One entry of `resource_changes`, or of `resource_drift`."""

    address: str
    type: str
    name: str
    action: Action
    before: Mapping[str, Any]  # leaves may be Unknown or Sensitive; {} when it is created
    after: Mapping[str, Any]  # {} when it is deleted
    region: str = ""
    provider: str = ""
    module: str = ""
    root: str = ""  # the plan that it is in, as the user named it
    forced_by: tuple[str, ...] = ()  # dotted paths that force a replacement
    reason: str = ""  # Terraform's action_reason
    moved_from: str = ""
    imported: str = ""  # the id, when it is imported
    deposed: str = ""
    deferred: str = ""  # why, when Terraform puts it off

    def changed(self) -> Iterator[str]:
        """The dotted paths of the leaves that differ; a list or map that appears or goes counts as one."""
        return _differences(self.before, self.after, "")


@dataclass(frozen=True)
class Plan:
    """One plan file."""

    source: str  # as the user named it
    changes: tuple[Change, ...]  # those that do nothing among them
    drift: tuple[Change, ...]
    after: Inventory  # what there will be
    terraform_version: str = ""
    outputs: Mapping[str, Action] | None = None  # what happens to the root's outputs, without their values
    warnings: tuple[str, ...] = ()  # in words: deferred changes, targeted, failed checks


def _differences(before: Any, after: Any, path: str) -> Iterator[str]:
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in sorted({*before, *after}):
            yield from _differences(before.get(key), after.get(key), f"{path}.{key}" if path else str(key))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for index, (old, new) in enumerate(zip(before, after, strict=True)):
            yield from _differences(old, new, f"{path}.{index}")
    elif before != after:
        yield path
