"""The JSON form of HCL → the same blocks. Without the provider's schema, what is a block is told by what it holds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from drgen.inventory.hcl import parse as hcl
from drgen.inventory.hcl.syntax import Argument, Block, Expression, Items, Literal, Map
from drgen.problems import Mark

# How many labels a block has at the top level; in it, none has any.
_LABELS = {
    "resource": 2,
    "data": 2,
    "ephemeral": 2,
    "module": 1,
    "variable": 1,
    "output": 1,
    "provider": 1,
    "locals": 0,
    "terraform": 0,
    "moved": 0,
    "import": 0,
    "removed": 0,
}
_INNER = {"backend": 1, "provisioner": 1}  # blocks with a label inside others
# Arguments of AWS resources that are maps, not blocks.
_MAPS = {
    *("annotations", "config", "default_arguments", "dimensions", "environment_variables", "headers", "input"),
    *("inputs", "keepers", "labels", "metadata", "options", "parameters", "providers", "request_parameters"),
    *("response_parameters", "tags", "tags_all", "triggers", "variables"),
}
_PLAIN = {"variable", "output", "locals", "module"}  # blocks that hold arguments only
_REFERENCES = {"provider", "depends_on", "ignore_changes", "providers", "type"}  # bare words, no templates


def parse(text: bytes, file: str) -> tuple[Block, list[Any]]:
    """The blocks of one file, and what is wrong with it."""
    from drgen.inventory.hcl.folders import Trouble

    try:
        said = json.loads(text)
        if not isinstance(said, dict):
            raise ValueError("its top is no object")
    except json.JSONDecodeError as error:
        return Block("", (), Mark(file, 1, 1)), [
            Trouble(Mark(file, error.lineno, error.colno), f"no JSON: {error.msg}")
        ]
    except (ValueError, RecursionError) as error:
        return Block("", (), Mark(file, 1, 1)), [Trouble(Mark(file, 1, 1), f"no JSON of Terraform's: {error}")]
    reader = _Reader(file, text.decode("utf-8", errors="replace"))
    return Block("", (), Mark(file, 1, 1), {}, tuple(reader.top(said))), []


class _Reader:
    """Reads what was decoded; a place is found again by looking for the quoted keys, in their order."""

    def __init__(self, file: str, text: str) -> None:
        self._file, self._text = file, text

    def top(self, said: dict[str, Any]) -> Iterator[Block]:
        for kind, inner in said.items():
            for one in inner if isinstance(inner, list) else [inner]:
                yield from self._labelled(kind, (), one, _LABELS.get(kind, 0), self._after(kind, 0))

    def _labelled(self, kind: str, labels: tuple[str, ...], said: Any, missing: int, at: int) -> Iterator[Block]:
        if isinstance(said, list):
            for one in said:
                yield from self._labelled(kind, labels, one, missing, at)
        elif isinstance(said, dict) and missing:
            for label, inner in said.items():
                yield from self._labelled(kind, (*labels, label), inner, missing - 1, self._after(label, at))
        elif isinstance(said, dict):
            yield self._block(kind, labels, said, at)

    def _block(self, kind: str, labels: tuple[str, ...], said: dict[str, Any], at: int) -> Block:
        arguments: dict[str, Argument] = {}
        blocks: list[Block] = []
        for key, value in said.items():
            place = self._after(key, at)
            if key in _INNER or key == "dynamic":
                blocks += self._labelled(key, (), value, 1, place)
            elif kind not in _PLAIN and _is_block(key, value):
                blocks += (self._block(key, (), one, place) for one in (value if isinstance(value, list) else [value]))
            else:
                arguments[key] = self._argument(key, value, place)
        return Block(kind, labels, self._mark(at), arguments, tuple(blocks))

    def _argument(self, key: str, value: Any, at: int) -> Argument:
        text = value if isinstance(value, str) else json.dumps(value)
        return Argument(key, expression(value, bare=key in _REFERENCES), self._mark(at), text)

    def _after(self, key: str, at: int) -> int:
        found = re.compile(rf"{re.escape(json.dumps(key))}\s*:").search(self._text, at)
        return found.start() if found else at

    def _mark(self, at: int) -> Mark:
        line = self._text.count("\n", 0, at) + 1
        return Mark(self._file, line, at - self._text.rfind("\n", 0, at))


def expression(value: Any, *, bare: bool = False) -> Expression:
    """A decoded value: text is a template, but for a bare reference like `aws.west`."""
    if isinstance(value, dict):
        return Map(tuple((hcl.template(key), expression(inner, bare=bare)) for key, inner in value.items()))
    if isinstance(value, list):
        return Items(tuple(expression(inner, bare=bare) for inner in value))
    if not isinstance(value, str):
        return Literal(value)
    return hcl.template(f"${{{value}}}" if bare and re.fullmatch(r"[\w.\[\]\"-]+", value) else value)


def _is_block(key: str, value: Any) -> bool:
    if key in _MAPS:
        return False
    return isinstance(value, dict) or (
        isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)
    )
