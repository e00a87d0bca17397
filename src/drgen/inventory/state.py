"""A state: `terraform show -json` of it, or the raw file, format 4."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import msgspec

from drgen.inventory import Inventory, Resource, places
from drgen.inventory.document import NOTHING, Document, given, part
from drgen.inventory.values import Values

# provider["registry.terraform.io/hashicorp/aws"].west, in a module or not; before 0.13: provider.aws.west
_PROVIDER = re.compile(
    r'(?:(?P<module>module\..+)\.)?provider(?:\["(?:[^"]*/)?(?P<name>[^"/]+)"\]|\.(?P<old>[^.]+))(?P<alias>\..+)?'
)


_DYNAMIC = frozenset({"terraform_data", "kubernetes_manifest"})  # their values of any type are kept beside the type


class _Shown(msgspec.Struct):
    address: str
    type: str
    name: str
    mode: str = "managed"
    values: msgspec.Raw = NOTHING
    sensitive_values: msgspec.Raw = NOTHING
    deposed_key: str | None = None
    depends_on: list[str] | None = None


class _Module(msgspec.Struct):
    address: str = ""
    resources: list[_Shown] | None = None
    child_modules: list[_Module] | None = None


class _Values(msgspec.Struct):
    root_module: _Module | None = None


class _Held(msgspec.Struct):
    resources: list[msgspec.Raw] | None = None
    child_modules: list[_Held] | None = None


class _Planned(msgspec.Struct):
    root_module: _Held | None = None


class _Instance(msgspec.Struct):
    index_key: Any = None
    deposed: str | None = None
    attributes: msgspec.Raw = NOTHING
    attributes_flat: dict[str, Any] | None = None
    sensitive_attributes: Any = None
    dependencies: list[str] | None = None


class _Kept(msgspec.Struct):
    type: str
    name: str
    mode: str = "managed"
    module: str = ""
    provider: str = ""
    instances: list[_Instance] | None = None


def read(document: Document, source: str) -> Inventory:
    """What a state holds, deposed objects left out.  Raises DrgenError where it is not as Terraform writes it."""
    if document.version is None:
        return Inventory(source, "state", tuple(shown(document.values, source)))
    kept = part(document.resources, list[_Kept], source, "resources") or []
    found = [resource for one in kept for resource in _instances(one, source)]
    return Inventory(source, "state", tuple(placed(found)))


def shown(values: msgspec.Raw, source: str) -> Iterator[Resource]:
    """The resources that `terraform show -json` writes for a state, or a plan's prior state; no provider is told."""
    found = part(values, _Values, source, "values") or _Values()
    return _of_module(found.root_module or _Module(), source)


def holds_something(planned: msgspec.Raw, source: str) -> bool:
    """Whether there are resources under a plan's `planned_values`."""
    found = part(planned, _Planned, source, "planned_values")
    return bool(found and found.root_module and _holds(found.root_module))


def placed(resources: list[Resource]) -> Iterator[Resource]:
    """Resources whose own values tell no region are where all others of the same provider are."""
    regions = places.agreed((one.provider, one.region) for one in resources)
    for one in resources:
        there = regions.get(one.provider, "")
        yield one if one.region or not there else replace(one, region=there)


def _of_module(module: _Module, source: str) -> Iterator[Resource]:
    for one in module.resources or []:
        if not one.deposed_key:
            yield Resource(
                address=one.address,
                type=one.type,
                name=one.name,
                values=Values(f"{source}: {one.address}", one.values, NOTHING, one.sensitive_values),
                region=places.told(one.type, one.values),
                module=module.address,
                mode=one.mode,
                source=source,
                references=_dependencies(one.depends_on),
            )
    for child in module.child_modules or []:
        yield from _of_module(child, source)


def _holds(module: _Held) -> bool:
    return bool(module.resources) or any(_holds(child) for child in module.child_modules or [])


def _instances(kept: _Kept, source: str) -> Iterator[Resource]:
    data = "data." if kept.mode == "data" else ""
    address = f"{kept.module}.{data}{kept.type}.{kept.name}".removeprefix(".")
    for one in kept.instances or []:
        whole = address if one.index_key is None else f"{address}[{json.dumps(one.index_key, ensure_ascii=False)}]"
        raw = _attributes(kept.type, one, source)
        if not one.deposed:
            yield Resource(
                address=whole,
                type=kept.type,
                name=kept.name,
                values=Values(f"{source}: {whole}", raw, NOTHING, _encoded(_mask(one.sensitive_attributes))),
                region=places.told(kept.type, raw),
                provider=_provider(kept.provider),
                module=kept.module,
                mode=kept.mode,
                source=source,
                references=_dependencies(one.dependencies),
            )


def _attributes(kind: str, one: _Instance, source: str) -> msgspec.Raw:
    if one.attributes_flat and not given(one.attributes):
        return _encoded(one.attributes_flat)  # not touched since Terraform 0.11
    if kind not in _DYNAMIC:
        return one.attributes
    held = part(one.attributes, dict[str, Any], source, "attributes") or {}
    return _encoded({key: value["value"] if _wrapped(value) else value for key, value in held.items()})


def _wrapped(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == {"value", "type"}


def _dependencies(said: list[str] | None) -> dict[str, tuple[str, ...]]:
    """A state tells what a resource depends on, not by which argument."""
    return {"depends_on": tuple(said)} if said else {}


def _provider(text: str) -> str:
    """As a plan's `provider_config_key` has it: aws.west, module.orders:aws."""
    found = _PROVIDER.fullmatch(text)
    if not found:
        return text
    name = f"{found['name'] or found['old']}{found['alias'] or ''}"
    return f"{found['module']}:{name}" if found["module"] else name


def _mask(paths: Any) -> Any:
    """The mask that a list of paths describes; what cannot be understood hides everything."""
    tree: dict[str | int, Any] = {}
    for path in paths if isinstance(paths, Iterable) and not isinstance(paths, str) else []:
        steps = [_step(step) for step in path] if isinstance(path, list) else [None]
        if None in steps or not steps:
            return True
        at = tree
        for step in steps[:-1]:
            at = at.setdefault(step, {})  # type: ignore[arg-type]
            if at is True:
                break
        else:
            at[steps[-1]] = True  # type: ignore[index]
    return _shaped(tree)


def _step(step: Any) -> str | int | None:
    value = step.get("value") if isinstance(step, dict) else None
    value = value.get("value") if isinstance(value, dict) else value
    return value if isinstance(value, str | int) and not isinstance(value, bool) else None


def _shaped(tree: Any) -> Any:
    """A map whose keys are numbers is a mask for a list."""
    if not isinstance(tree, dict):
        return tree
    if tree and all(isinstance(key, int) for key in tree):
        return [_shaped(tree.get(index)) for index in range(max(tree) + 1)]
    return {str(key): _shaped(value) for key, value in tree.items()}


def _encoded(value: Any) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(value))
