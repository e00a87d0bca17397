"""The modules' Terraform as blocks: enough to judge by, a hundred times faster than a parser.

It reads what `terraform fmt` writes, where a block ends at the column in which it starts. Comments are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from drgen.catalog import SCOPES
from drgen.problems import Mark

_COMMENT = re.compile(r'^[ \t]*(#|//).*$|[ \t]#[ \t][^"\n]*$', re.MULTILINE)
_TOP = re.compile(r'^(\w+)((?: "[^"]+")*) \{(?:\n(.*?)^\}|([^\n]*)\}$)', re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """One block: `resource "aws_db_instance" "this"` has the labels aws_db_instance and this."""

    kind: str
    labels: tuple[str, ...]
    body: str
    indent: int  # of what stands in it
    file: str
    line: int

    def __str__(self) -> str:
        return ".".join(self.labels if self.kind == "resource" else (self.kind, *self.labels))

    @property
    def mark(self) -> Mark:
        return Mark(self.file, self.line, self.indent - 1)

    @cached_property
    def arguments(self) -> dict[str, str]:
        """The block's own arguments, as they are written."""
        here = " " * self.indent
        found = re.finditer(rf"^{here}([\w-]+) += (.*(?:\n(?:{here} |{here}[\])}}]).*|\n$)*)", self.body, re.MULTILINE)
        return {match[1]: match[2].strip() for match in found}

    def blocks(self, *kinds: str) -> list[Block]:
        """The blocks in it of some kinds, `dynamic` ones among them."""
        here = " " * self.indent
        word = "|".join(kinds)
        pattern = rf'^{here}(?:dynamic ")?({word})"? \{{(?:\n(.*?)^{here}\}}|([^\n]*)\}}$)'
        return [
            Block(
                match[1], (), _body(match[2], match[3], self.indent + 2), self.indent + 2, self.file, self._line(match)
            )
            for match in re.finditer(pattern, self.body, re.DOTALL | re.MULTILINE)
        ]

    def place(self, name: str) -> Mark:
        """Where an argument stands; the block itself, where it does not."""
        match = re.search(rf"^ {{{self.indent}}}{name}\b", self.body, re.MULTILINE)
        return Mark(self.file, self._line(match), self.indent + 1) if match else self.mark

    def ignored(self) -> set[str]:
        """What its `ignore_changes` names."""
        texts = [block.arguments.get("ignore_changes", "") for block in self.blocks("lifecycle")]
        return {name for text in texts for name in re.findall(r"[a-z_]+(?:\[0\]\.[a-z_]+)?", text)}

    def _line(self, match: re.Match[str]) -> int:
        return self.line + 1 + self.body.count("\n", 0, match.start())


@dataclass(frozen=True)
class ModuleText:
    """A module: its scope, its name and its top-level blocks."""

    scope: str
    name: str
    blocks: tuple[Block, ...]

    def resources(self, *types: str) -> Iterator[Block]:
        """Its resources, of some types or of all."""
        return (b for b in self.blocks if b.kind == "resource" and (not types or b.labels[0] in types))


def read(modules: Path) -> dict[str, ModuleText]:
    """Every module under `modules`, by name; its files are named from there."""
    found = {}
    for scope in SCOPES:
        for folder in sorted(path.parent for path in modules.glob(f"{scope}/*/variables.tf")):
            texts = {file.relative_to(modules).as_posix(): _text(file) for file in sorted(folder.glob("*.tf"))}
            blocks = (block for file, text in texts.items() for block in parse(text, file))
            found[folder.name] = ModuleText(scope, folder.name, tuple(blocks))
    return found


def parse(text: str, file: str) -> Iterator[Block]:
    """The top-level blocks of one file."""
    plain = _COMMENT.sub("", text)
    for match in _TOP.finditer(plain):
        labels = tuple(re.findall(r'"([^"]+)"', match[2]))
        yield Block(match[1], labels, _body(match[3], match[4], 2), 2, file, plain.count("\n", 0, match.start()) + 1)


def resources(modules: Mapping[str, ModuleText], *types: str) -> Iterator[tuple[ModuleText, Block]]:
    """The resources of all modules, of some types or of all."""
    return ((module, block) for module in modules.values() for block in module.resources(*types))


def _body(lines: str | None, inline: str | None, indent: int) -> str:
    return lines if lines is not None else " " * indent + (inline or "").strip()


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeError):
        return ""  # the catalog says what is wrong with a module that cannot be read
