"""What the model reads of an environment: each instance in the place that serves, and in the one that waits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from drgen import types
from drgen.terms import Ref

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drgen.stacks import Call, Stack

_ANY = types.Type("any")


@dataclass(frozen=True)
class Part:
    """One instance of a module."""

    name: str
    module: str
    serving: Call
    waiting: Call | None  # None: the standby has none

    def get(self, *path: str) -> Any:
        """A setting where it serves, the module's default included."""
        return setting(self.serving, *path)


def parts(stacks: Iterable[Stack]) -> list[Part]:
    """Every instance, by name; what exists once waits where it serves."""
    roots = {stack.name: {call.instance: call for call in stack.calls} for stack in stacks}
    primary, standby = roots["primary"], roots["standby"]
    found = [Part(name, call.module.name, call, standby.get(name)) for name, call in primary.items()]
    once = [call for root in ("foundation", "global") for call in roots[root].values()]
    found += [Part(call.instance, call.module.name, call, call) for call in once]
    return sorted(found, key=lambda part: part.name)


def setting(call: Call, *path: str) -> Any:
    """The value of an input, or of an attribute inside it; None where only Terraform will know."""
    taken = call.module.inputs.get(path[0])
    if taken is None:
        return None
    wire = call.inputs.get(path[0])
    value, kind = wire.value if wire else taken.default, types.parse(taken.type)
    for key in path[1:]:
        attribute = kind.attributes.get(key)
        value = value.get(key) if isinstance(value, dict) else None
        value = attribute.default if value is None and attribute else value
        kind = attribute.type if attribute else _ANY
    return None if isinstance(value, Ref) or str(value).startswith("${") else value
