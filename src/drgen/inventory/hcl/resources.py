"""A resource's block → its values as plan JSON has them, one Resource an instance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from drgen.inventory import Lifecycle, Resource, Unknown
from drgen.inventory.hcl import evaluate, providers, syntax
from drgen.inventory.hcl.evaluate import Scope
from drgen.inventory.hcl.providers import Provider
from drgen.inventory.hcl.repetition import Instance, repeated
from drgen.inventory.hcl.syntax import Block, Items, Literal
from drgen.inventory.hcl.values import unknown
from drgen.problems import Mark

if TYPE_CHECKING:
    from drgen.inventory.hcl.modules import Module

_META = {"provider", "count", "for_each", "depends_on", "providers", "lifecycle", "dynamic"}
_ONLY_AT_THE_TOP = {"provider", "depends_on", "providers"}
_REGION_OF_ITS_OWN = "aws_"  # provider 6 takes `region` in every regional resource


@dataclass(frozen=True)
class _Place:
    """Where in a resource a block stands: what its expressions may name, and the way there."""

    scope: Scope
    prefix: str = ""  # replica.0.


@dataclass
class _Told:
    """What is gathered while the blocks of one resource are read."""

    values: dict[str, Any] = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)
    references: dict[str, tuple[str, ...]] = field(default_factory=dict)


def read(module: Module, block: Block, source: str) -> Iterator[Resource]:
    """The instances of a resource, of a data source, or of a call of a module that is not in the folder."""
    repetition = module.repetition(block)
    for instance in repetition.listed:
        scope = module.scope(**instance.here)
        told = _Told()
        _fill(told, told.values, block, _Place(scope))
        _dependencies(told, module, block)
        type_, name = block.labels[:2] if block.type != "module" else ("module", block.labels[0])
        provider = _provider(module, block, type_, scope)
        own = told.values.get("region") if type_.startswith(_REGION_OF_ITS_OWN) and block.type == "resource" else None
        yield Resource(
            address=address(module, block, instance),
            type=type_,
            name=name,
            values=told.values,
            region=own if isinstance(own, str) else "" if isinstance(own, Unknown) else provider.region,
            provider=provider.name,
            module=module.address,
            mode={"resource": "managed"}.get(block.type, block.type),
            source=source,
            references=told.references,
            lifecycle=_lifecycle(block),
            repetition=repetition.text,
            mark=block.mark,
            marks=told.marks,
        )


def address(module: Module, block: Block, instance: Instance) -> str:
    """The absolute address of an instance."""
    kind = {"data": ("data",), "module": ("module",)}.get(block.type, ())
    key = (
        "" if instance.key is None else f"[{instance.key}]" if isinstance(instance.key, int) else f'["{instance.key}"]'
    )
    return module.prefixed(".".join((*kind, *block.labels)) + key)


def attribute(module: Module, block: Block, instance: Instance, name: str, reads: set[str]) -> Any:
    """An attribute of a resource that another one reads; None where only AWS knows it."""
    if block.type == "data":
        return _told_by_region(module, block, instance, name)
    if name in block.arguments:
        return module.argument(block, instance, name, reads)
    if any(inner.type == name for inner in block.blocks):
        told = _Told()
        _fill(told, told.values, block, _Place(module.scope(**instance.here)))
        return told.values.get(name)
    return None


def _provider(module: Module, block: Block, type_: str, scope: Scope) -> Provider:
    """The provider of a resource; of a call, the one that it hands on as `aws`."""
    if block.type == "module":
        return providers.passed(block, module.providers, scope).get("aws", Provider(""))
    return providers.of(block, type_, module.providers, scope)


def _told_by_region(module: Module, block: Block, instance: Instance, name: str) -> str | None:
    """What data "aws_region" says follows from the provider."""
    if block.labels[0] != "aws_region" or name not in ("name", "id", "region") or "name" in block.arguments:
        return None
    scope = module.scope(**instance.here)
    own = evaluate.value(block.arguments["region"].value, scope) if "region" in block.arguments else None
    return own if isinstance(own, str) else providers.of(block, "aws_region", module.providers, scope).region or None


def _fill(told: _Told, values: dict[str, Any], block: Block, place: _Place) -> None:
    """Read the arguments and blocks of a block into `values`."""
    for name, argument in block.arguments.items():
        if name not in _META or (place.prefix and name in _ONLY_AT_THE_TOP):
            reads: set[str] = set()
            values[name] = evaluate.value(argument.value, replace(place.scope, reads=reads))
            told.marks[f"{place.prefix}{name}"] = argument.mark
            _note(told, f"{place.prefix}{name}", {*reads, *unknown(values[name]).references})
    for inner in block.blocks:
        if inner.type == "dynamic" and inner.labels:
            _fill_dynamic(told, values, inner, place)
        elif inner.type not in _META:
            _append(told, values, inner, place)


def _append(told: _Told, values: dict[str, Any], block: Block, place: _Place) -> None:
    """One more block of a name, in a list."""
    before = values.setdefault(block.type, [])
    if not isinstance(before, list):
        return
    found: dict[str, Any] = {"type": block.labels[0]} if block.labels and block.type == "provisioner" else {}
    path = f"{place.prefix}{block.type}.{len(before)}"
    before.append(found)
    told.marks.setdefault(f"{place.prefix}{block.type}", block.mark)
    told.marks[path] = block.mark
    _fill(told, found, block, _Place(place.scope, f"{path}."))


def _fill_dynamic(told: _Told, values: dict[str, Any], block: Block, place: _Place) -> None:
    """A block for each item of a collection; one unknown, where that is."""
    name = block.labels[0]
    content = next(block.of("content"), None)
    reads: set[str] = set()
    repetition = repeated(block, replace(place.scope, reads=reads))
    _note(told, f"{place.prefix}{name}", {*reads, *repetition.references})
    if repetition.instances is None or content is None:
        told.marks.setdefault(f"{place.prefix}{name}", block.mark)
        values[name] = Unknown(repetition.references)
        return
    word = syntax.path(block.arguments["iterator"].value) if "iterator" in block.arguments else name
    for instance in repetition.instances:
        inner = _Place(place.scope.within(**{word: instance.here["each"]}), place.prefix)
        _append(told, values, replace(content, type=name), inner)


def _note(told: _Told, path: str, reads: set[str]) -> None:
    """Remember what an argument reads, for itself and for the block of the resource that it is in."""
    whole = path.partition(".")[0]
    for key in {path, whole} if reads else ():
        told.references[key] = tuple(sorted({*told.references.get(key, ()), *reads}))


def _dependencies(told: _Told, module: Module, block: Block) -> None:
    said = block.arguments.get("depends_on")
    if said and isinstance(said.value, Items):
        told.references["depends_on"] = tuple(
            module.prefixed(path) for item in said.value.items if (path := syntax.path(item))
        )


def _lifecycle(block: Block) -> Lifecycle:
    inner = next(block.of("lifecycle"), None)
    if inner is None:
        return Lifecycle()
    ignored = inner.arguments.get("ignore_changes")
    protected = inner.arguments.get("prevent_destroy")
    return Lifecycle(
        ignore_changes=frozenset(_paths(ignored.value)) if ignored else frozenset(),
        prevent_destroy=bool(protected and protected.value == Literal(True)),
    )


def _paths(ignored: syntax.Expression) -> Iterator[str]:
    for item in ignored.items if isinstance(ignored, Items) else (ignored,):
        yield syntax.path(item)
