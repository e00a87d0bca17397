"""The JSON Schema (draft-07) that editors read: the platform's fields from the models, the settings from the modules.

It finds typos, wrong types and wrong choices while one types. Below the top level nothing is required and null may
stand everywhere, because a file with `extends` says only what differs: `spec.load` judges the whole.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from drgen import differences, durations, settings, types
from drgen.spec import Spec

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drgen.terms import Input, Module

Schema = dict[str, Any]

_DRAFT = "http://json-schema.org/draft-07/schema#"
_REFERENCE: Schema = {"$ref": "#/definitions/reference"}
_REFERENCE_TEXT = "An output of another component: ${instance.output}, or ${root.instance.output} across roots."
_STANDBY = "Where the standby differs, with a because; or present, absent: against what the strategy implies."


def schema(catalog: Mapping[str, Module]) -> Schema:
    """The schema of a spec, for the modules there are."""
    modules = settings.components_of(catalog)
    platform = Spec.model_json_schema(ref_template="#/definitions/{model}")
    models = {name: _loose(model) for name, model in platform["$defs"].items() if name != "Component"}
    components = {f"component.{name}": _component(module) for name, module in modules.items()}
    reference = {"type": "string", "pattern": types.REFERENCE, "description": _REFERENCE_TEXT}
    fields = _loose(platform)["properties"]
    fields["components"] = _components(modules) | {"description": platform["properties"]["components"]["description"]}
    return {
        "$schema": _DRAFT,
        "title": "drgen spec",
        "description": "One platform in two regions.",
        "type": "object",
        "additionalProperties": False,
        "properties": fields,
        "definitions": models | components | {"instance": _instance(modules), "reference": reference},
        "if": {"required": ["extends"]},
        "else": _whole(platform["required"], modules),
    }


def text(catalog: Mapping[str, Module]) -> str:
    """The same as the file that editors read: equal for equal modules, byte for byte."""
    return json.dumps(schema(catalog), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _whole(required: list[str], modules: Mapping[str, Module]) -> Schema:
    """What a file that extends no other must say itself."""
    named = {"properties": dict.fromkeys(modules, True), "additionalProperties": {"required": ["module"]}}
    return {"required": required, "properties": {"components": named}}


def _components(modules: Mapping[str, Module]) -> Schema:
    return {
        "type": "object",
        "propertyNames": {"pattern": settings.INSTANCE},
        "properties": {name: {"$ref": f"#/definitions/component.{name}"} for name in modules},
        "additionalProperties": {"$ref": "#/definitions/instance"},
    }


def _instance(modules: Mapping[str, Module]) -> Schema:
    """An instance of a name of its own: `module` says what it is."""
    cases = [{"if": _is(name), "then": {"$ref": f"#/definitions/component.{name}"}} for name in modules]
    return {"type": ["object", "null"], "properties": {"module": {"enum": list(modules)}}, "allOf": cases}


def _is(module: str) -> Schema:
    return {"required": ["module"], "properties": {"module": {"const": module}}}


def _component(module: Module) -> Schema:
    taken = {name: _input(each) for name, each in sorted(module.inputs.items()) if settings.may_set(module, each)}
    taken |= {
        "module": {"const": module.name},
        "because": {"type": ["string", "null"], "description": "Why the regions differ, or why data may be lost."},
        "objectives": _loose_ref("ComponentObjectives", "What this component promises, over the platform's promise."),
    }
    if module.scope == "regional":
        taken["standby"] = _standby(module)
    return {"type": ["object", "null"], "additionalProperties": False, "properties": taken}


def _standby(module: Module) -> Schema:
    may = [name for name, taken in sorted(module.inputs.items()) if settings.may_set(module, taken)]
    settable = {name: _input(module.inputs.get(f"standby_{name}", module.inputs[name])) for name in may}
    about = {
        "because": {"type": "string", "description": "Why the regions differ."},
        "until": {"type": "string", "pattern": durations.DAY, "description": "The last day that they may."},
    }
    block = {"type": ["object", "null"], "additionalProperties": False, "properties": settable | about}
    return {"description": _STANDBY, "anyOf": [{"enum": list(differences.PRESENCE)}, block]}


def _input(taken: Input) -> Schema:
    plain = taken.default is not None and "${" not in str(taken.default)
    default = {"default": taken.default} if plain else {}
    return ({"description": taken.description} if taken.description else {}) | default | _type(types.parse(taken.type))


def _type(wanted: types.Type) -> Schema:
    """What a Terraform type takes in YAML: its own shape, or a reference."""
    if wanted.kind in ("any", "string"):
        return {"type": ["string", "null"]} if wanted.kind == "string" else {}
    return {"anyOf": [_shape(wanted), _REFERENCE]}


def _shape(wanted: types.Type) -> Schema:
    if wanted.kind in ("number", "bool"):
        return {"type": ["boolean" if wanted.kind == "bool" else "number", "null"]}
    if wanted.kind in ("list", "set"):
        return {"type": ["array", "null"], "items": _type(wanted.inner[0])}
    if wanted.kind == "tuple":
        return {"type": ["array", "null"], "items": [_type(inner) for inner in wanted.inner], "additionalItems": False}
    if wanted.kind == "map":
        return {"type": ["object", "null"], "additionalProperties": _type(wanted.inner[0])}
    attributes = {
        name: _type(attribute.type) | ({} if attribute.default is None else {"default": attribute.default})
        for name, attribute in wanted.attributes.items()
    }
    return {"type": ["object", "null"], "additionalProperties": False, "properties": attributes}


def _loose(model: Schema) -> Schema:
    """A model of pydantic's without titles, with nothing required, and null everywhere."""
    return {
        "type": ["object", "null"],
        "additionalProperties": False,
        "properties": {name: _nullable(field) for name, field in model["properties"].items()},
    }


def _nullable(field: Schema) -> Schema:
    kept = {key: value for key, value in field.items() if key not in ("title", "const")}
    choices = [field["const"]] if "const" in field else field.get("enum")
    if "$ref" in kept:
        return _loose_ref(kept["$ref"].rpartition("/")[2], kept.get("description", ""))
    if "type" in kept:
        kept["type"] = [kept["type"], "null"]
    return kept | ({"enum": [*choices, None]} if choices else {})


def _loose_ref(model: str, description: str) -> Schema:
    return {"description": description, "anyOf": [{"$ref": f"#/definitions/{model}"}, {"type": "null"}]}
