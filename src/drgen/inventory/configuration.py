"""What a plan says of its configuration: which region a provider works in, and what each argument is computed from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from drgen.inventory import expressions
from drgen.inventory.document import NOTHING, Document, part

REGION = re.compile(r"[a-z]{2}(?:-[a-z]+){1,2}-\d{1,2}")  # us-east-1, us-gov-west-1, ap-southeast-4
DEEPEST = 20  # modules within modules; a configuration of a mutilated plan might call itself


class Block(msgspec.Struct):
    """A resource or data source as configured."""

    address: str  # in its module: aws_rds_cluster.this
    provider_config_key: str = ""
    expressions: msgspec.Raw = NOTHING
    for_each_expression: msgspec.Raw = NOTHING
    mode: str = "managed"


class Output(msgspec.Struct):
    expression: Any = None


class _Variable(msgspec.Struct):
    default: Any = None


class _Call(msgspec.Struct):
    expressions: Any = None
    for_each_expression: Any = None
    module: Module | None = None


class Module(msgspec.Struct):
    """A module as configured: once, however many instances it has."""

    resources: list[Block] | None = None
    module_calls: dict[str, _Call] | None = None
    outputs: dict[str, Output] | None = None
    variables: dict[str, _Variable] | None = None


class _Provider(msgspec.Struct):
    name: str = ""
    alias: str | None = None
    module_address: str | None = None
    expressions: Any = None


class _Configuration(msgspec.Struct):
    provider_config: dict[str, _Provider] | None = None
    root_module: Module | None = None


class _Given(msgspec.Struct):
    value: Any = None


@dataclass(frozen=True)
class Scope:
    """A module in its place: what it is called, by whom, and with which arguments."""

    address: str  # module.data.module.orders; "" is the root
    module: Module
    parent: Scope | None = None
    call: _Call | None = None

    @property
    def depth(self) -> int:
        """How many modules it lies in."""
        return 1 + self.parent.depth if self.parent else 0


@dataclass(frozen=True)
class Configuration:
    """The configuration of one plan; empty where the plan has none."""

    scopes: Mapping[str, Scope] = field(default_factory=dict)
    blocks: Mapping[tuple[str, str], Block] = field(default_factory=dict)  # by module and address in it
    providers: Mapping[str, bool] = field(default_factory=dict)  # by key: whether a region is configured
    regions: Mapping[str, str] = field(default_factory=dict)  # by provider key, where it is told

    @property
    def reads_data(self) -> bool:
        """Whether there is a data source anywhere."""
        return any(block.mode == "data" for block in self.blocks.values())

    @staticmethod
    def key(module: str, address: str) -> tuple[str, str]:
        """What `blocks` has a resource instance under, given the addresses of its module's instance and of its own."""
        scope = expressions.without_keys(module)
        return scope, expressions.without_keys(address).removeprefix(f"{scope}.")

    def region(self, provider: str) -> str:
        """The region of a provider as a resource names it: aws.west, module.orders:aws. "" where it is not told."""
        name = _name(provider)
        kin = {_name(key) for key in self.providers if _name(key).partition(".")[0] == name.partition(".")[0]}
        # Terraform before 1.1 names a module's own, empty provider: it is the root's where there is no other.
        inherited = self.regions.get(name, "") if kin <= {name} and not self.providers.get(provider) else ""
        return self.regions.get(provider) or inherited


def read(document: Document, source: str) -> Configuration:
    """The configuration in a plan.  Raises DrgenError where it is not as Terraform writes it."""
    said = part(document.configuration, _Configuration, source, "configuration") or _Configuration()
    given = part(document.variables, dict[str, _Given], source, "variables") or {}
    scopes = {scope.address: scope for scope in _scopes(Scope("", said.root_module or Module()))}
    blocks = {(s.address, block.address): block for s in scopes.values() for block in s.module.resources or []}
    providers = said.provider_config or {}
    regions = {key: region for key, one in providers.items() if (region := _region(one, scopes, given))}
    configured = {key: bool(expressions.at(one.expressions, ("region",))) for key, one in providers.items()}
    return Configuration(scopes, blocks, configured, regions)


def _name(provider: str) -> str:
    return provider.rpartition(":")[2]


def _scopes(scope: Scope) -> Iterator[Scope]:
    yield scope
    for name, call in (scope.module.module_calls or {}).items():
        if call.module and scope.depth < DEEPEST:
            address = f"{scope.address}.module.{name}".removeprefix(".")
            yield from _scopes(Scope(address, call.module, scope, call))


def _region(provider: _Provider, scopes: Mapping[str, Scope], given: Mapping[str, _Given]) -> str:
    """A constant, or the value of the one variable that it is; what is computed from several is not told."""
    expression = expressions.at(provider.expressions, ("region",))
    scope = scopes.get(provider.module_address or "")
    value = _constant(expression, scope, given, 0) if scope else None
    return value if isinstance(value, str) and REGION.fullmatch(value) else ""


def _constant(expression: Any, scope: Scope, given: Mapping[str, _Given], depth: int) -> Any:
    if not isinstance(expression, dict) or depth > DEEPEST:
        return None
    said = expressions.longest(expressions.said(expression))
    if not said:
        return expression.get("constant_value")
    if len(said) > 1 or not said[0].startswith("var."):
        return None
    name, *rest = expressions.steps(said[0].removeprefix("var."))
    return _within(_variable(name, scope, given, depth), rest)


def _variable(name: str, scope: Scope, given: Mapping[str, _Given], depth: int) -> Any:
    default = (scope.module.variables or {}).get(name, _Variable()).default
    if not scope.parent or not scope.call:
        return given[name].value if name in given else default
    argument = expressions.at(scope.call.expressions, (name,))
    return _constant(argument, scope.parent, given, depth + 1) if argument else default


def _within(value: Any, steps: list[str]) -> Any:
    for step in steps:
        value = value.get(step) if isinstance(value, dict) else None
    return value
