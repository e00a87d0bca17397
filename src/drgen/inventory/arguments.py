"""What a configured resource's arguments are computed from, followed through variables and outputs of modules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from drgen.inventory import expressions
from drgen.inventory.configuration import DEEPEST, Block, Output, Scope
from drgen.inventory.document import part

if TYPE_CHECKING:
    import msgspec

_NO_ADDRESS = ("count.", "each.", "self.", "path.", "terraform.")  # what an expression may read that is no resource


class Arguments(Mapping[str, tuple[str, ...]]):
    """By argument, the absolute addresses that it reads; found when somebody asks.

    Raises DrgenError where the block is not as Terraform writes it.
    """

    def __init__(self, scope: Scope, block: Block) -> None:
        self._scope, self._block = scope, block
        self._said: dict[str, Any] | None = None
        self._found: dict[tuple[str | int, ...], tuple[str, ...]] = {}

    def __getitem__(self, key: str) -> tuple[str, ...]:
        if key not in self._expressions():
            raise KeyError(key)
        return self.at((key,))

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._expressions() if self.at((name,)))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def at(self, path: tuple[str | int, ...]) -> tuple[str, ...]:
        """The addresses that the value at a path is computed from."""
        if path not in self._found:
            said = list(expressions.said(expressions.at(self._expressions(), path)))
            if any(one.startswith("each.") for one in said):
                said += expressions.said(self._decoded(self._block.for_each_expression))
            every = (found for one in expressions.longest(said) for found in _resolved(self._scope, one))
            self._found[path] = tuple(dict.fromkeys(every))
        return self._found[path]

    def _expressions(self) -> dict[str, Any]:
        if self._said is None:
            self._said = self._decoded(self._block.expressions)
        return self._said

    def _decoded(self, raw: msgspec.Raw) -> dict[str, Any]:
        return part(raw, dict[str, Any], self._block.address, "configuration") or {}


def _resolved(scope: Scope, reference: str, depth: int = 0) -> Iterator[str]:
    """A reference as absolute addresses: variables of a module are followed to its caller, outputs into the module."""
    kind, *rest = expressions.steps(reference)
    call = scope.call if scope.parent and kind == "var" and rest else None
    child = (scope.module.module_calls or {}).get(rest[0]) if kind == "module" and rest else None
    if depth > DEEPEST or reference.startswith(_NO_ADDRESS):
        return
    if call and scope.parent:
        expression, inside = expressions.at(call.expressions, (rest[0],)), scope.parent
    elif child and child.module and len(rest) > 1:
        output = next((name for name in rest[1:] if name in (child.module.outputs or {})), "")
        expression = (child.module.outputs or {}).get(output, Output()).expression
        inside = Scope(f"{scope.address}.module.{rest[0]}".removeprefix("."), child.module, scope, child)
    else:
        yield f"{scope.address}.{reference}".removeprefix(".")
        return
    for one in expressions.longest(expressions.said(expression)):
        yield from _resolved(inside, one, depth + 1)
