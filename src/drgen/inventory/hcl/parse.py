"""HCL text → blocks, with what could not be read. Only this file knows tree-sitter.

Of a text with a mistake in it, every top-level block that is sound is still read: the text is cut where a line begins
with a word that opens a block, and each piece is judged alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from drgen.inventory.hcl import grammar
from drgen.inventory.hcl.syntax import Block, Expression, Opaque
from drgen.problems import Mark

_OPENS = re.compile(
    rb"(?m)^(?:resource|data|module|variable|output|locals|provider|terraform|moved|import|removed|check|inputs|"
    rb"include|dependency|remote_state|generate|ephemeral)\b"
)
_DEEPEST = 200  # brackets within brackets: more is no configuration, and Python's stack is finite


@dataclass(frozen=True)
class Parsed:
    """One file: its blocks (those of arguments outside any block in one without a type), and its mistakes."""

    body: Block
    faults: tuple[Mark, ...] = ()


def parse(text: bytes, file: str) -> Parsed:
    """The blocks of one file."""
    if _too_deep(text):
        return Parsed(Block("", (), Mark(file, 1, 1)), (Mark(file, 1, 1),))
    whole = _tree(text)
    if not whole.has_error:
        return Parsed(_body(whole, file, 1))
    pieces = [_piece(piece, file, line) for piece, line in _cut(text)]
    arguments = {name: one for piece in pieces for name, one in piece.body.arguments.items()}
    blocks = tuple(block for piece in pieces for block in piece.body.blocks)
    faults = tuple(mark for piece in pieces for mark in piece.faults)
    return Parsed(Block("", (), Mark(file, 1, 1), arguments, blocks), faults or (Mark(file, 1, 1),))


def template(text: str) -> Expression:
    """The text of a JSON string, or of a template file, as an expression: "${x}" alone is x itself."""
    from drgen.inventory.hcl import templates

    if "${" not in text and "%{" not in text:
        return templates.plain(text)
    end = next(word for word in ("T", "T0", "T00", "T000") if not re.search(rf"(?m)^\s*{word}$", text))
    tree = _tree(f"x = <<{end}\n{text}\n{end}\n".encode())
    if tree.has_error:
        return Opaque()
    found = _body(tree, "", 1).arguments["x"].value
    return templates.without_last_newline(found)


def _piece(text: bytes, file: str, line: int) -> Parsed:
    tree = _tree(text)
    if not tree.has_error:
        return Parsed(_body(tree, file, line))
    first = next(grammar.errors(tree), tree)
    if first.is_missing:  # a bracket that is never closed is missing at the very end: say where the block begins
        return Parsed(Block("", (), Mark(file, line, 1)), (Mark(file, line, 1),))
    at = Mark(file, first.start_point.row + line, first.start_point.column + 1)
    return Parsed(Block("", (), at), (at,))


def _cut(text: bytes) -> Iterator[tuple[bytes, int]]:
    """The pieces of a text, each with the number of its first line."""
    starts = [0, *(found.start() for found in _OPENS.finditer(text) if found.start())]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        yield text[start:end], text.count(b"\n", 0, start) + 1


def _body(tree: Any, file: str, line: int) -> Block:
    body = next((child for child in tree.children if child.type == "body"), None)
    return Block("", (), Mark(file, 1, 1)) if body is None else grammar.Reader(file, line).block(body)


def _tree(text: bytes) -> Any:
    return _parser().parse(text.removeprefix(b"\xef\xbb\xbf")).root_node


@cache
def _parser() -> Any:
    import tree_sitter
    import tree_sitter_hcl

    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_hcl.language()))


def _too_deep(text: bytes) -> bool:
    depth = deepest = 0
    for found in re.finditer(rb"[\[({]|[\])}]", text):
        depth += 1 if found[0] in b"[({" else -1
        deepest = max(deepest, depth)
    return deepest > _DEEPEST
