"""Which provider a resource works with, and in which region: through aliases and through modules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from drgen.inventory import Unknown
from drgen.inventory.hcl import evaluate, syntax
from drgen.inventory.hcl.evaluate import Scope
from drgen.inventory.hcl.repetition import repeated
from drgen.inventory.hcl.syntax import Block, Expression, Get, Map


@dataclass(frozen=True)
class Provider:
    """A provider's configuration."""

    name: str  # as its root has it: aws, aws.west
    region: str = ""  # "" where nothing tells


def written(blocks: Iterable[Block], scope: Scope, prefixed: Callable[[str], str]) -> dict[str, Provider]:
    """The provider blocks of a module by name."""
    return {name: Provider(prefixed(name), region) for block in blocks for name, region in _named(block, scope)}


def passed(call: Block, known: Mapping[str, Provider], scope: Scope) -> dict[str, Provider]:
    """The providers of a called module: those that are passed, and the ones without an alias."""
    found = {name: provider for name, provider in known.items() if "." not in name}
    given = call.arguments["providers"].value if "providers" in call.arguments else None
    for inner, outer in given.pairs if isinstance(given, Map) else ():
        name = _name(outer, scope)
        found[_name(inner, scope)] = known.get(name, Provider(name))
    return found


def of(block: Block, type_: str, known: Mapping[str, Provider], scope: Scope) -> Provider:
    """The provider of a resource: the one that it names, else the one that its type begins with."""
    said = block.arguments.get("provider")
    name = _name(said.value, scope) if said else type_.partition("_")[0]
    return known.get(name, Provider(name))


def _named(block: Block, scope: Scope) -> Iterator[tuple[str, str]]:
    if not block.labels:
        return
    alias = syntax.path(block.arguments["alias"].value) if "alias" in block.arguments else ""
    name = f"{block.labels[0]}.{alias}" if alias else block.labels[0]
    for instance in repeated(block, scope).instances or ():
        key = "" if instance.key is None else f'["{instance.key}"]'
        yield name + key, _region(block, scope.within(**instance.here))


def _region(block: Block, scope: Scope) -> str:
    if "region" not in block.arguments:
        return ""
    found = evaluate.value(block.arguments["region"].value, scope)
    return found if isinstance(found, str) else ""


def _name(expression: Expression, scope: Scope) -> str:
    """`aws.west`, and of a provider with for_each (OpenTofu) `aws.by_region["us-west-2"]`."""
    if plain := syntax.path(expression):
        return plain
    if not isinstance(expression, Get):
        return ""
    key = evaluate.value(expression.key, scope)
    return "" if isinstance(key, Unknown) else f'{syntax.path(expression.of)}["{key}"]'
