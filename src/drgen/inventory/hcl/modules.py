"""A module in its place: what its variables, locals, resources and calls are, looked up when something asks."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from drgen.inventory import Unknown
from drgen.inventory.hcl import evaluate, references, variables
from drgen.inventory.hcl.evaluate import Scope
from drgen.inventory.hcl.folders import Folder
from drgen.inventory.hcl.providers import Provider, passed, written
from drgen.inventory.hcl.repetition import Instance, Repetition, repeated
from drgen.inventory.hcl.syntax import Argument, Block, Expression, Literal
from drgen.inventory.hcl.values import Fault

_ITSELF = Unknown()
MOST_MODULES = 30  # within each other; a configuration that calls itself is refused before


@dataclass(frozen=True)
class Reading:
    """What holds for the whole of one reading."""

    load: Callable[[Path], Folder]
    limit: Path  # no file outside this folder is read by a function
    root: Path  # where Terraform would be run
    reach: Path  # no module outside this folder is followed
    workspace: str = ""  # "" is unknown


@dataclass(eq=False)
class Module:
    """One module instance; the root is one without an address."""

    body: Folder
    reading: Reading
    given: Mapping[str, tuple[Expression, Scope]]  # its arguments, each with where it is written
    address: str = ""
    inherited: Mapping[str, Provider] = field(default_factory=dict)
    above: tuple[Path, ...] = ()  # the folders of the modules that it lies in
    _known: dict[tuple[str, ...], tuple[Any, frozenset[str]]] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """Where paths in it begin."""
        return self.reading.root

    @property
    def limit(self) -> Path:
        """No function reads a file outside."""
        return self.reading.limit

    def scope(self, **here: Any) -> Scope:
        """Where its expressions stand."""
        return Scope(self, set(), here)

    def prefixed(self, address: str) -> str:
        """An address in it, made absolute."""
        return f"{self.address}.{address}" if self.address else address

    @cached_property
    def providers(self) -> dict[str, Provider]:
        """Its providers by the names that it has for them."""
        return {**self.inherited, **written(self.body.of("provider"), self.scope(), self.prefixed)}

    @cached_property
    def declared(self) -> dict[tuple[str, ...], Block]:
        """Its resources, data sources and calls by kind and labels; the first of two equal ones."""
        kinds = ("resource", "data", "module", "variable", "output")
        return {(b.type, *b.labels): b for b in reversed(self.body.blocks) if b.type in kinds and b.labels}

    @cached_property
    def locals(self) -> dict[str, Argument]:
        """The local values, unevaluated."""
        return {name: one for block in self.body.of("locals") for name, one in block.arguments.items()}

    def named(self, word: str, reads: set[str]) -> Any:
        """What a word at the beginning of a reference means."""
        if word in ("var", "local", "module", "data"):
            return references.Words(self, word, reads)
        if word == "path":
            relative = os.path.relpath(self.body.path, self.reading.root)
            return {"module": relative, "root": ".", "cwd": Unknown(("path.cwd",))}
        if word == "terraform":
            return {"workspace": self.reading.workspace or Unknown(("terraform.workspace",))}
        if word in ("each", "count", "self"):
            return Unknown((word,))
        if "_" not in word:
            raise Fault(f"nothing is called {word}")
        return references.Kind(self, "resource", word, reads)

    def variable(self, name: str, reads: set[str]) -> Any:
        """The value of a variable: what it is given, else its default."""
        return self._once(("var", name), reads, lambda scope: self._variable(name, scope))

    def local(self, name: str, reads: set[str]) -> Any:
        """The value of a local. Raises Fault where there is none."""
        if name not in self.locals:
            raise Fault(f"no local {name}")
        return self._once(("local", name), reads, lambda scope: evaluate.late(self.locals[name].value, scope))

    def output(self, name: str, reads: set[str]) -> Any:
        """The value of an output. Raises Fault where there is none."""
        block = self.declared.get(("output", name))
        if block is None or "value" not in block.arguments:
            raise Fault(f"no output {name}")
        return self._once(("output", name), reads, lambda scope: evaluate.late(block.arguments["value"].value, scope))

    def argument(self, block: Block, instance: Instance, name: str, reads: set[str]) -> Any:
        """What a resource's argument is set to; None where it is not, or where a block of that name is."""
        if name not in block.arguments:
            return None
        key = (*block.labels, block.type, str(instance.key), name)
        told = lambda scope: evaluate.late(block.arguments[name].value, scope.within(**instance.here))  # noqa: E731
        return self._once(key, reads, told)

    def repetition(self, block: Block) -> Repetition:
        """The instances of a resource or of a call."""
        key = ("instances", block.type, *block.labels)
        found: Repetition = self._once(key, set(), lambda scope: repeated(block, scope), broken=Repetition(None, "?"))
        return found

    def call(self, block: Block, instance: Instance) -> Module | None:
        """The module that a call leads to; None for one that is not in this folder, or that calls itself."""
        key = ("called", block.labels[0], str(instance.key))
        found: Module | None = self._once(key, set(), lambda _: self._call(block, instance), broken=None)
        return found

    def _variable(self, name: str, scope: Scope) -> Any:
        block = self.declared.get(("variable", name))
        if block is None:
            raise Fault(f"no variable {name}")
        kind = block.arguments["type"].value if "type" in block.arguments else None
        if name in self.given:
            expression, outside = self.given[name]
            found = evaluate.late(expression, replace(outside, reads=scope.reads))
            nullable = _literal(block, "nullable") is not False
            if found is not None or (nullable and "default" not in block.arguments):
                return variables.converted(found, kind)
            if nullable:
                return None
        if "default" in block.arguments:
            return variables.converted(evaluate.late(block.arguments["default"].value, scope), kind)
        asked = self.prefixed(f"var.{name}")
        return Unknown((asked,), template=f"${{{asked}}}")

    def _call(self, block: Block, instance: Instance) -> Module | None:
        source = _literal(block, "source")
        if not isinstance(source, str) or not source.startswith(("./", "../")):
            return None
        folder = (self.body.path / source).resolve()
        inside = folder.is_relative_to(self.reading.reach) and folder not in (*self.above, self.body.path)
        if not inside or len(self.above) >= MOST_MODULES or not folder.is_dir():
            return None
        scope = self.scope(**instance.here)
        key = "" if instance.key is None else shown(instance.key)
        meta = ("source", "version", "providers", "count", "for_each", "depends_on")
        return Module(
            body=self.reading.load(folder),
            reading=self.reading,
            given={name: (one.value, scope) for name, one in block.arguments.items() if name not in meta},
            address=self.prefixed(f"module.{block.labels[0]}{key}"),
            inherited=passed(block, self.providers, scope),
            above=(*self.above, self.body.path),
        )

    def _once(
        self, key: tuple[str, ...], reads: set[str], told: Callable[[Scope], Any], *, broken: Any = _ITSELF
    ) -> Any:
        """Evaluated once; what needs itself is `broken`, as Terraform would refuse it."""
        if key not in self._known:
            self._known[key] = (broken, frozenset())
            scope = self.scope()
            self._known[key] = (told(scope), frozenset(scope.reads))
        found, looked_at = self._known[key]
        reads |= looked_at
        return found


def _literal(block: Block, name: str) -> Any:
    argument = block.arguments.get(name)
    return argument.value.value if argument and isinstance(argument.value, Literal) else None


def shown(key: Any) -> str:
    """An instance's key in an address."""
    return f"[{key}]" if isinstance(key, int) else f'["{key}"]'
