"""An expression → its value, as far as that can be told without running Terraform: the rest is Unknown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from drgen.inventory import Unknown
from drgen.inventory.hcl import operators
from drgen.inventory.hcl.syntax import (
    Call,
    Conditional,
    Expression,
    For,
    Get,
    Items,
    Literal,
    Map,
    Name,
    Opaque,
    Operation,
    Splat,
    Template,
)
from drgen.inventory.hcl.values import Fault, Late, element, is_known, settled, text, truth, unknown

# Values of types that nobody expects there are Terraform's to refuse, too; so is what is nested without end.
_NO_VALUE = (Fault, RecursionError, TypeError, ValueError)
_LONGEST = 2**20  # characters of a text that is put together: a mistake, or an attack, beyond


class Names(Protocol):
    """What the words mean that an expression may begin with."""

    def named(self, word: str, reads: set[str]) -> Any:
        """The value of var, local, a resource type …; what it reads is added. Raises Fault for an unknown word."""


@dataclass(frozen=True)
class Scope:
    """Where an expression stands: its module, and the words that only hold here (each, count, those of a `for`)."""

    names: Names
    reads: set[str]  # the addresses that were looked at, whether or not they decided the value
    here: Mapping[str, Any]

    def within(self, **here: Any) -> Scope:
        """The same with more words."""
        return replace(self, here={**self.here, **here})


def value(expression: Expression, scope: Scope) -> Any:
    """The value, with Unknown in it for what cannot be told, and nothing late."""
    return settled(late(expression, scope))


def late(expression: Expression, scope: Scope) -> Any:
    """The same, references to whole resources and modules still open."""
    try:
        return evaluate(expression, scope)
    except _NO_VALUE:
        return unknown(*_leaves(expression, scope))


def evaluate(expression: Expression, scope: Scope) -> Any:
    """The value. Raises Fault where Terraform would refuse, or where drgen does not know the function."""
    return _KINDS[type(expression)](expression, scope)


def _name(word: Name, scope: Scope) -> Any:
    return scope.here[word.name] if word.name in scope.here else scope.names.named(word.name, scope.reads)


def _get(get: Get, scope: Scope) -> Any:
    return element(evaluate(get.of, scope), settled(evaluate(get.key, scope)))


def _operation(operation: Operation, scope: Scope) -> Any:
    return operators.apply(operation, lambda one: settled(evaluate(one, scope)))


def _template(template: Template, scope: Scope) -> Any:
    parts = [settled(evaluate(part, scope)) for part in template.parts]
    if any(isinstance(part, Unknown) for part in parts):
        return replace(unknown(*parts), template="".join(map(_as_written, parts)))
    made = "".join(text(part) for part in parts)
    return made if len(made) <= _LONGEST else unknown(*parts)


def _as_written(part: Any) -> str:
    return (part.template or f"${{{','.join(part.references)}}}") if isinstance(part, Unknown) else text(part)


def _conditional(choice: Conditional, scope: Scope) -> Any:
    test = settled(evaluate(choice.test, scope))
    if not isinstance(test, Unknown):
        return evaluate(choice.yes if truth(test) else choice.no, scope)
    yes, no = late(choice.yes, scope), late(choice.no, scope)
    return yes if is_known(yes) and is_known(no) and yes == no else unknown(test, yes, no)


def _map(written: Map, scope: Scope) -> Any:
    found: dict[Any, Any] = {}
    for before, after in written.pairs:
        key = settled(evaluate(before, scope))
        if isinstance(key, Unknown):
            return unknown(key, *(late(one, scope) for _, one in written.pairs))
        found[text(key)] = evaluate(after, scope)
    return found


def _call(call: Call, scope: Scope) -> Any:
    from drgen.inventory.hcl import functions

    if call.name in ("try", "can"):
        return _try(call, scope)
    arguments = [evaluate(argument, scope) for argument in call.arguments]
    if call.spread and arguments:
        last = settled(arguments.pop())
        if not isinstance(last, list):
            return unknown(*arguments, last)
        arguments += last
    return functions.call(call.name, arguments, scope.names)


def _try(call: Call, scope: Scope) -> Any:
    for argument in call.arguments:
        try:
            found = evaluate(argument, scope)
        except Fault:
            continue
        return True if call.name == "can" and is_known(found) else unknown(found) if call.name == "can" else found
    if call.name == "can":
        return False
    raise Fault("nothing to fall back to")


def _splat(splat: Splat, scope: Scope) -> Any:
    of = evaluate(splat.of, scope)
    if isinstance(of, Late):
        instances = of.items()
        of = [of] if of.single else of.settled() if instances is None else list(instances.values())
    if isinstance(of, Unknown):
        return _through(of, splat, scope)
    listed = of if isinstance(of, list) else [] if of is None else [of]
    return [_through(one, splat, scope) for one in listed]


def _through(one: Any, splat: Splat, scope: Scope) -> Any:
    for key in splat.keys:
        one = element(one, settled(evaluate(key, scope)))
    return one


def _for(loop: For, scope: Scope) -> Any:
    collection = evaluate(loop.collection, scope)
    pairs = _pairs(collection)
    if pairs is None:
        return unknown(collection)
    listed: list[Any] = []
    mapped: dict[Any, Any] = {}
    for key, item in pairs:
        inner = scope.within(**dict(zip(loop.names[::-1], (item, key), strict=False)))
        wanted = settled(evaluate(loop.condition, inner)) if loop.condition else True
        name = settled(evaluate(loop.key, inner)) if loop.key else None
        if isinstance(wanted, Unknown) or isinstance(name, Unknown):
            return unknown(collection, wanted, name)
        if not truth(wanted):
            continue
        found = evaluate(loop.value, inner)
        if not loop.key:
            listed.append(found)
        elif loop.grouped:
            mapped.setdefault(text(name), []).append(found)
        else:
            mapped[text(name)] = found
    return mapped if loop.key else listed


def _pairs(collection: Any) -> list[tuple[Any, Any]] | None:
    """What a `for` runs over: keys and values, or numbers and items; None for what cannot be told."""
    if isinstance(collection, Late):
        instances = collection.items()
        return None if instances is None else list(instances.items())
    if isinstance(collection, dict):
        return sorted(collection.items())
    return list(enumerate(collection)) if isinstance(collection, list) else None


def _leaves(expression: Expression, scope: Scope) -> Iterator[Any]:
    """What can be told of the references in an expression that has no value."""
    for one in _references(expression):
        try:
            yield evaluate(one, scope)
        except _NO_VALUE:
            continue


def _references(part: Any) -> Iterator[Expression]:
    if isinstance(part, Get | Name):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from _references(one)
    elif hasattr(part, "__dataclass_fields__"):
        for name in part.__dataclass_fields__:
            yield from _references(getattr(part, name))


_KINDS: dict[type, Callable[[Any, Scope], Any]] = {
    Literal: lambda literal, _: literal.value,
    Name: _name,
    Get: _get,
    Template: _template,
    Operation: _operation,
    Conditional: _conditional,
    Items: lambda items, scope: [evaluate(item, scope) for item in items.items],
    Map: _map,
    Call: _call,
    Splat: _splat,
    For: _for,
    Opaque: lambda opaque, scope: unknown(*(late(part, scope) for part in opaque.parts)),
}
