"""The JSON Schema (draft-07) that editors read: the platform's fields from the models, the settings from the modules.

It finds typos, wrong types and wrong choices while one types. It calls nothing required below the top level and lets
null stand everywhere, because a file with `extends` says only what differs; `spec.load` judges the whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drgen import settings, types
from drgen.spec import Component, Spec
from drgen.terms import Input, Module
from drgen.types import Type

Schema = dict[str, Any]

_REFERENCE: Schema = {"$ref": "#/definitions/reference"}
_WHY: Schema = {"type": ["string", "null"], "description": "Why the regions differ, or why something may be lost."}


def schema(catalog: Mapping[str, Module]) -> Schema:
    """The schema of a spec, for the modules there are."""
    modules = {name: module for name, module in sorted(catalog.items()) if module.scope != "bootstrap"}
    platform = _draft7(Spec.model_json_schema(ref_template="#/definitions/{model}"))
    objectives = _draft7(Component.model_json_schema(ref_template="#/definitions/{model}"))["definitions"]
    definitions = platform["definitions"] | objectives | {name: _module(module) for name, module in modules.items()}
    definitions.pop("Component", None)
    ...
