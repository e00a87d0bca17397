"""The roots in a folder: where Terraform would be run, and what each one holds."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from drgen.findings import Finding, Severity
from drgen.inventory import Backend, Inventory, Resource
from drgen.inventory.hcl import evaluate, folders, resources, terragrunt, variables
from drgen.inventory.hcl.folders import Folder, Trouble
from drgen.inventory.hcl.modules import Module, Reading
from drgen.inventory.hcl.syntax import Argument, Block, Literal
from drgen.problems import Mark

UNREADABLE = "source_cannot_be_read"  # the check that tells of it
_NOT_HERE = {".terraform", ".git", ".terragrunt-cache", "node_modules", "examples", "example", "test", "tests"}


def find(folder: Path) -> list[Path]:
    """The folder itself where it holds Terraform, else the roots below it: those that no other one calls."""
    if _holds_something(folder) or terragrunt.is_unit(folder):
        return [folder]
    below = list(_below(folder))
    units = [path for path in below if terragrunt.is_unit(path)]
    plain = [path for path in below if path not in units and folders.files(path)]
    called = {target for path in plain for target in _called(path)}
    called |= {module for path in units if (module := terragrunt.read(path, "", _limit(folder)).module)}
    called |= {target for path in tuple(called) for target in _called(path)}
    return sorted([*units, *(path for path in plain if path.resolve() not in called)])


def read(root: Path, named: Path, var_files: tuple[Path, ...], workspace: str) -> Inventory:
    """What one root holds; `named` is the folder that the user named, beside which modules may lie."""
    limit = _limit(named)
    troubles: list[Trouble] = []
    load = cache(lambda path: _kept(folders.read(path, _shown(path)), troubles))
    unit = terragrunt.read(root, _shown(root), limit) if terragrunt.is_unit(root) else None
    reading = Reading(load=load, limit=limit, root=root.resolve(), reach=folders.reach(root), workspace=workspace)
    module = _root_module(root, unit, reading)
    given, wrong = variables.given(root, _shown(root), var_files)
    troubles += [*wrong, *(unit.troubles if unit else ())]
    inputs = {name: Literal(value) for name, value in unit.inputs.items()} if unit else {}
    module.given = {name: (value, module.scope()) for name, value in {**inputs, **given}.items()}
    found = tuple(_resources(module, str(root), troubles))
    backends = (*_backends(module, str(root)), *(unit.backends if unit else ()))
    return Inventory(str(root), "folder", found, backends, tuple(_unreadable(trouble) for trouble in troubles))


def _root_module(root: Path, unit: terragrunt.Unit | None, reading: Reading) -> Module:
    """The module that Terraform would be run in; of a unit of Terragrunt's, the one that it calls."""
    if unit is None:
        return Module(reading.load(root.resolve()), reading, {})
    if unit.module is not None:
        body = reading.load(unit.module)
        return Module(replace(body, blocks=(*body.blocks, *unit.blocks)), replace(reading, root=unit.module), {})
    mark = unit.block.mark if unit.block else Mark(_shown(root), 1, 1)
    values = {"source": unit.remote, **unit.inputs}
    arguments = {name: Argument(name, Literal(value), mark) for name, value in values.items()}
    call = Block("module", (root.name,), mark, arguments)
    return Module(Folder(root, (call, *unit.blocks)), reading, {})


def _holds_something(folder: Path) -> bool:
    """Whether it is a root: settings alone, such as versions, may be kept above the roots."""
    read = folders.read(folder, "") if folders.files(folder) else None
    return read is not None and bool(read.troubles or any(read.of("resource")) or any(read.of("module")))


def _below(folder: Path) -> Iterator[Path]:
    for path, inside, _ in os.walk(folder):
        inside[:] = sorted(name for name in inside if name not in _NOT_HERE and not name.startswith("."))
        yield Path(path)


def _called(path: Path) -> Iterator[Path]:
    """The folders that a folder's local modules lie in."""
    for block in folders.read(path, "").of("module"):
        source = block.arguments.get("source")
        if source and isinstance(source.value, Literal) and str(source.value.value).startswith(("./", "../")):
            yield (path / str(source.value.value)).resolve()


def _limit(named: Path) -> Path:
    """The repository around the folder, else the folder above it: modules often lie beside the roots."""
    folder = named.resolve()
    return next((one for one in (folder, *folder.parents) if (one / ".git").exists()), folder.parent)


def _shown(path: Path) -> str:
    """A folder as people see it from here."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("../../..") else relative


def _kept(folder: Folder, troubles: list[Trouble]) -> Folder:
    troubles += folder.troubles
    return folder


def _resources(module: Module, source: str, troubles: list[Trouble]) -> Iterator[Resource]:
    for (kind, *_), block in sorted(module.declared.items(), key=lambda item: (item[1].mark.file, item[1].mark.line)):
        if kind in ("resource", "data"):
            yield from resources.read(module, block, source)
        elif kind == "module":
            yield from _called_resources(module, block, source, troubles)


def _called_resources(module: Module, block: Block, source: str, troubles: list[Trouble]) -> Iterator[Resource]:
    children = [module.call(block, instance) for instance in module.repetition(block).listed]
    if any(child is None for child in children):
        yield from resources.read(module, block, source)
    for child in children:
        if child is not None:
            yield from _resources(child, source, troubles)


def _backends(module: Module, source: str) -> Iterator[Backend]:
    for block in (inner for outer in module.body.of("terraform") for inner in outer.blocks):
        if block.type in ("backend", "cloud"):
            scope = module.scope()
            values = {name: evaluate.value(one.value, scope) for name, one in block.arguments.items()}
            yield Backend(block.labels[0] if block.labels else "cloud", values, source, block.mark)


def _unreadable(trouble: Trouble) -> Finding:
    return Finding(
        (),
        trouble.message,
        fix="`terraform fmt` names the mistake; until it is mended, what stands there is missing in every comparison",
        severity=Severity.HIGH,
        check=UNREADABLE,
        mark=trouble.mark,
    )
