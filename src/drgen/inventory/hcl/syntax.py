"""What HCL is made of, in whichever of its two forms it is written: blocks, arguments and expressions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from drgen.problems import Mark


@dataclass(frozen=True, slots=True)
class Literal:
    """A value as written: text, a number, true, null."""

    value: Any


@dataclass(frozen=True, slots=True)
class Template:
    """Text with expressions in it."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """The first word of a reference: var, local, aws_vpc, each, or what a `for` calls its items."""

    name: str


@dataclass(frozen=True, slots=True)
class Get:
    """An attribute or an element of something."""

    of: Expression
    key: Expression


@dataclass(frozen=True, slots=True)
class Splat:
    """The same of every element: `of[*].a.b`."""

    of: Expression
    keys: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A function's result; with `spread` the last argument is a list of arguments."""

    name: str
    arguments: tuple[Expression, ...]
    spread: bool = False


@dataclass(frozen=True, slots=True)
class Conditional:
    """`test ? yes : no`."""

    test: Expression
    yes: Expression
    no: Expression


@dataclass(frozen=True, slots=True)
class Operation:
    """`left operator right`; without a left one, `operator right`."""

    operator: str
    left: Expression | None
    right: Expression


@dataclass(frozen=True, slots=True)
class Items:
    """A list as written."""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Map:
    """A map as written."""

    pairs: tuple[tuple[Expression, Expression], ...]


@dataclass(frozen=True, slots=True)
class For:
    """A `for` expression: a map where it has a key, else a list."""

    names: tuple[str, ...]  # value, or key and value
    collection: Expression
    key: Expression | None
    value: Expression
    condition: Expression | None
    grouped: bool = False


@dataclass(frozen=True, slots=True)
class Opaque:
    """What is not evaluated, and the expressions that it is made of."""

    parts: tuple[Expression, ...] = ()


Expression = (
    Literal | Template | Name | Get | Splat | Call | Conditional | Operation | Items | Map | For | Opaque
)  # every kind of value that an argument may have


@dataclass(frozen=True, slots=True)
class Argument:
    """`name = value` in a block."""

    name: str
    value: Expression
    mark: Mark
    text: str = ""  # of the value, as written


@dataclass(frozen=True)
class Block:
    """A block: its arguments by name, and the blocks in it."""

    type: str
    labels: tuple[str, ...]
    mark: Mark
    arguments: dict[str, Argument] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()

    def of(self, kind: str) -> Iterator[Block]:
        """The blocks of one type in it."""
        return (block for block in self.blocks if block.type == kind)


def path(expression: Expression | None) -> str:
    """A reference as a dotted path, like `aws.west` or `scaling_config.0.desired_size`; "" for what is none."""
    if isinstance(expression, Name):
        return expression.name
    if isinstance(expression, Literal) and isinstance(expression.value, str):
        return expression.value
    if isinstance(expression, Get) and isinstance(expression.key, Literal) and (start := path(expression.of)):
        return f"{start}.{expression.key.value}"
    return ""
