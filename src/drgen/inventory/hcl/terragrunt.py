"""A Terragrunt unit, as far as plain reading goes: which module it calls, with which inputs, providers and state.

Followed are `include`, `locals`, `inputs`, `generate`, `remote_state`, `read_terragrunt_config` and
`find_in_parent_folders`. What other units give (`dependency`) and what the environment says is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from drgen.inventory import Backend, Unknown
from drgen.inventory.hcl import evaluate, folders, parse
from drgen.inventory.hcl.evaluate import Scope
from drgen.inventory.hcl.folders import Trouble
from drgen.inventory.hcl.syntax import Block
from drgen.inventory.hcl.values import Fault

FILE = "terragrunt.hcl"
_MOST_INCLUDES = 10  # within each other; a file that includes itself is no configuration


@dataclass(frozen=True)
class Unit:
    """What a unit makes Terraform read."""

    module: Path | None  # the folder of the module; None for one that is not in the repository
    inputs: Mapping[str, Any] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()  # of the files that it generates
    backends: tuple[Backend, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    remote: str = ""  # the module's source, where that is elsewhere
    block: Block | None = None  # the terraform block that names it


def is_unit(folder: Path) -> bool:
    """Whether a folder is one, and not only what others include."""
    path = folder / FILE
    return path.is_file() and _File(path, folder, folders.reach(folder)).source() is not None


def read(folder: Path, shown: str, limit: Path) -> Unit:
    """The unit in a folder."""
    file = _File(folder / FILE, folder, limit, f"{shown}/{FILE}" if shown not in ("", ".") else FILE)
    source, block = file.source() or ("", None)
    local = None if "::" in str(source) else (folder / str(source).partition("?")[0].replace("//", "/")).resolve()
    inside = local is not None and local.is_dir() and local.is_relative_to(file.reach)
    return Unit(
        module=local if inside else None,
        inputs=file.inputs(),
        blocks=file.generated(),
        backends=file.backends(str(folder)),
        troubles=tuple(file.troubles),
        remote="" if inside else str(source),
        block=block,
    )


@dataclass(eq=False)
class _File:
    """One file of Terragrunt's, read for a unit: it is also what its expressions name."""

    path: Path
    unit: Path  # the folder of the unit, whatever file asks
    limit: Path
    shown: str = ""
    depth: int = 0
    troubles: list[Trouble] = field(default_factory=list)
    _locals: dict[str, Any] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """Where paths in it begin."""
        return self.unit

    @cached_property
    def reach(self) -> Path:
        """No file outside this folder is read by a function, no module called."""
        return folders.reach(self.unit)

    @cached_property
    def body(self) -> Block:
        """Its blocks and arguments."""
        body, troubles = folders.parsed(self.path, self.shown or str(self.path))
        self.troubles += troubles
        return body

    @cached_property
    def included(self) -> dict[str, _File]:
        """The files that it includes, by the names that it gives them."""
        found = {}
        for block in self.body.of("include") if self.depth < _MOST_INCLUDES else ():
            path = self._value(block, "path")
            if isinstance(path, str) and (target := (self.unit / path).resolve()).is_file():
                name = block.labels[0] if block.labels else ""
                found[name] = self.other(target)
        return found

    def other(self, path: Path) -> _File:
        """Another file, read for the same unit."""
        return _File(path, self.unit, self.limit, depth=self.depth + 1, troubles=self.troubles)

    def named(self, word: str, reads: set[str]) -> Any:
        """What a word at the beginning of a reference means."""
        if word == "local":
            return self.locals(reads)
        if word == "include":
            exposed = {name: file.exposed() for name, file in self.included.items()}
            return {**exposed.get("", {}), **exposed}
        if word == "dependency":
            return Unknown(("dependency",))
        raise Fault(f"nothing is called {word}")

    def locals(self, reads: set[str]) -> dict[str, Any]:
        """Its locals, those first that others need: what is asked for again while it is read is unknown."""
        for block in self.body.of("locals"):
            for name, argument in block.arguments.items():
                if name not in self._locals:
                    self._locals[name] = Unknown((f"local.{name}",))
                    self._locals[name] = evaluate.late(argument.value, Scope(self, reads, {}))
        return self._locals

    def exposed(self) -> dict[str, Any]:
        """What `read_terragrunt_config` and an exposed `include` give."""
        return {"locals": self.locals(set()), "inputs": self.inputs()}

    def inputs(self) -> dict[str, Any]:
        """Its inputs on top of those of the files that it includes; {} where they cannot be told."""
        found: dict[str, Any] = {}
        for file in self.included.values():
            found |= file.inputs()
        own = self.body.arguments.get("inputs")
        said = evaluate.value(own.value, self._scope()) if own else {}
        return found | said if isinstance(said, dict) else found

    def source(self) -> tuple[Any, Block] | None:
        """The source of its module, or of a file that it includes; a unit with .tf files of its own is one, too."""
        for block in self.body.of("terraform"):
            if "source" in block.arguments:
                return self._value(block, "source"), block
        found = [file.source() for file in self.included.values()]
        if any(found):
            return next(one for one in found if one)
        return (".", self.body) if self.path.name == FILE and folders.files(self.path.parent) else None

    def generated(self) -> tuple[Block, ...]:
        """The blocks of the files that it, or what it includes, generates."""
        found = [block for file in self.included.values() for block in file.generated()]
        for block in self.body.of("generate"):
            text = self._value(block, "contents")
            if isinstance(text, str):
                found += parse.parse(text.encode(), self.shown or str(self.path)).body.blocks
        return tuple(found)

    def backends(self, root: str) -> tuple[Backend, ...]:
        """Where the state is kept; the unit's own word counts."""
        for block in self.body.of("remote_state"):
            kind = self._value(block, "backend")
            config = self._value(block, "config")
            values = config if isinstance(config, dict) else {}
            return (Backend(kind if isinstance(kind, str) else "", values, root, block.mark),)
        return next((found for file in self.included.values() if (found := file.backends(root))), ())

    def _scope(self) -> Scope:
        return Scope(self, set(), {})

    def _value(self, block: Block, name: str) -> Any:
        return evaluate.value(block.arguments[name].value, self._scope()) if name in block.arguments else None


def find_in_parent_folders(file: Any, *name: Any) -> Any:
    """The nearest file of a name above the unit. Raises Fault where there is none in the repository."""
    wanted = name[0] if name else FILE
    for folder in file.unit.resolve().parents:
        for said in (wanted, "root.hcl") if not name else (wanted,):
            if (folder / said).exists() and (folder / said).resolve() != (file.unit / FILE).resolve():
                return str(folder / said)
        if folder == file.reach:
            break
    if len(name) > 1:
        return name[1]
    raise Fault(f"no {wanted} above")


def read_terragrunt_config(file: Any, path: Any, *default: Any) -> Any:
    """What another file says. Raises Fault where it is not there."""
    target = (file.unit / re.sub("//+", "/", path)).resolve()
    if target.is_file() and target.is_relative_to(file.reach) and file.depth < _MOST_INCLUDES:
        return file.other(target).exposed()
    if default:
        return default[0]
    raise Fault(f"no file {path}")
