"""`count` and `for_each`: how many instances of a block there are, and what each calls itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from drgen.inventory import Unknown
from drgen.inventory.hcl import evaluate
from drgen.inventory.hcl.evaluate import Scope
from drgen.inventory.hcl.syntax import Block
from drgen.inventory.hcl.values import Fault, Late, is_known, number, settled, unknown

_MOST = 2_000  # instances of one block: a mistake, or an attack, beyond


@dataclass(frozen=True)
class Instance:
    """One instance: its key, and the words that it brings: each, count."""

    key: str | int | None = None
    here: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Repetition:
    """The instances of a block; None where they cannot be counted, and what is written there."""

    instances: tuple[Instance, ...] | None
    text: str = ""  # of count or for_each; "" for a block without
    references: tuple[str, ...] = ()  # what decides it, where that is unknown

    @property
    def listed(self) -> tuple[Instance, ...]:
        """The instances, or one that stands for all."""
        if self.instances is not None:
            return self.instances
        each = {"key": Unknown(self.references), "value": Unknown(self.references)}
        return (Instance(None, {"each": each, "count": {"index": Unknown(self.references)}}),)


def repeated(block: Block, scope: Scope) -> Repetition:
    """The instances of a block, by its `count` or `for_each`."""
    for name, read in (("count", _counted), ("for_each", _mapped)):
        if name in block.arguments:
            argument = block.arguments[name]
            found = evaluate.late(argument.value, scope)
            return Repetition(read(found), argument.text, unknown(found).references)
    return Repetition((Instance(),))


def _counted(value: Any) -> tuple[Instance, ...] | None:
    found = settled(value)
    if isinstance(found, Unknown):
        return None
    try:
        count = int(number(int(found) if isinstance(found, bool) else found))
    except Fault:
        return None
    return None if count > _MOST else tuple(Instance(index, {"count": {"index": index}}) for index in range(count))


def _mapped(value: Any) -> tuple[Instance, ...] | None:
    found = value.items() if isinstance(value, Late) else value
    if isinstance(found, list):
        if not all(is_known(item) and isinstance(item, str | int | float) for item in found):
            return None
        found = {str(item): item for item in found}
    if not isinstance(found, dict) or len(found) > _MOST:
        return None
    keys = sorted(found)
    return tuple(Instance(str(key), {"each": {"key": str(key), "value": found[key]}}) for key in keys)
