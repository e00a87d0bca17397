"""A folder of Terraform → one body: .tf and .tf.json files together, override files on top."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from drgen.inventory.hcl import jsonsyntax, parse
from drgen.inventory.hcl.syntax import Block
from drgen.problems import Mark

MAX_BYTES = 8 * 2**20  # of one file; a configuration that people read is a thousandth of it
_KEYED = {"resource", "data", "module", "variable", "output", "provider", "ephemeral"}  # what an override replaces


@dataclass(frozen=True)
class Trouble:
    """What could not be read, and where."""

    mark: Mark
    message: str


@dataclass(frozen=True)
class Folder:
    """One folder: its blocks, and what of it could not be read."""

    path: Path
    blocks: tuple[Block, ...]
    troubles: tuple[Trouble, ...] = ()

    def of(self, kind: str) -> Iterator[Block]:
        """The blocks of one type."""
        return (block for block in self.blocks if block.type == kind)


def read(path: Path, shown: str) -> Folder:
    """The configuration in a folder; `shown` is what people call the folder."""
    plain: list[Block] = []
    over: list[Block] = []
    troubles: list[Trouble] = []
    for file in files(path):
        name = f"{shown}/{file.name}" if shown not in ("", ".") else file.name
        blocks, wrong = _file(file, name)
        troubles += wrong
        troubles += [Trouble(one.mark, _LABELS_DIFFER) for one in blocks if not _is_labelled(one)]
        blocks = tuple(one for one in blocks if _is_labelled(one))
        (over if _overrides(file.name) else plain).extend(blocks)
    return Folder(path, tuple(_overridden(plain, over)), tuple(troubles))


def reach(folder: Path) -> Path:
    """The repository around a folder, else the whole disk: what a configuration calls or includes may lie anywhere."""
    path = folder.resolve()
    return next((one for one in (path, *path.parents) if (one / ".git").exists()), Path(path.anchor))


def files(path: Path) -> list[Path]:
    """The configuration files in a folder, in the order of their names."""
    try:
        found = [file for file in path.iterdir() if file.name.endswith((".tf", ".tf.json", ".tofu"))]
    except OSError:
        return []
    return sorted(file for file in found if not file.name.startswith((".", "#")) and file.is_file())


def parsed(file: Path, name: str) -> tuple[Block, list[Trouble]]:
    """The body of one file of HCL, whatever its name."""
    empty = Block("", (), Mark(name, 1, 1))
    try:
        if file.stat().st_size > MAX_BYTES:
            return empty, [Trouble(Mark(name, 1, 1), f"the file is larger than {MAX_BYTES // 2**20} MiB")]
        text = file.read_bytes()
    except OSError as error:
        return empty, [Trouble(Mark(name, 1, 1), f"it cannot be read: {error.strerror}")]
    if name.endswith(".json"):
        return jsonsyntax.parse(text, name)
    found = parse.parse(text, name)
    return found.body, [Trouble(mark, _NOT_HCL) for mark in found.faults]


_LABELS = {"resource": 2, "data": 2, "module": 1, "variable": 1, "output": 1, "provider": 1}
_LABELS_DIFFER = "this block has too many labels, or too few: it was left out"
_NOT_HCL = "this is not readable as HCL: the block around it was left out, the rest was read"


def _is_labelled(block: Block) -> bool:
    """Whether a block has as many labels as its type takes."""
    return len(block.labels) == _LABELS.get(block.type, len(block.labels))


def _file(file: Path, name: str) -> tuple[tuple[Block, ...], list[Trouble]]:
    body, troubles = parsed(file, name)
    return body.blocks, troubles


def _overrides(name: str) -> bool:
    stem = name.removesuffix(".json").removesuffix(".tf")
    return stem == "override" or stem.endswith("_override")


def _overridden(plain: list[Block], over: list[Block]) -> Iterator[Block]:
    """Each block with what override files say of it; arguments and blocks of a type replace those of the original."""
    taken: set[int] = set()
    for block in plain:
        for index, one in enumerate(over):
            if one.type in _KEYED and (one.type, one.labels) == (block.type, block.labels) and _alias(one, block):
                taken.add(index)
                block = _merged(block, one)  # noqa: PLW2901  each override lies on top of the last
        yield block
    yield from (one for index, one in enumerate(over) if index not in taken)


def _alias(one: Block, other: Block) -> bool:
    """Whether two provider blocks are the same one."""
    aliases = [block.arguments["alias"].value if "alias" in block.arguments else None for block in (one, other)]
    return one.type != "provider" or aliases[0] == aliases[1]


def _merged(block: Block, over: Block) -> Block:
    kinds = {inner.type for inner in over.blocks}
    kept = tuple(inner for inner in block.blocks if inner.type not in kinds)
    return replace(block, arguments={**block.arguments, **over.arguments}, blocks=(*kept, *over.blocks))
