"""Values that cross roots, and the files that carry them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from zlib import crc32

from drgen import platform
from drgen.errors import DrgenError
from drgen.terms import SIDES, Variable

if TYPE_CHECKING:
    from drgen.spec import Spec
    from drgen.stacks import Stack

FILE = "handover.auto.tfvars.json"


def collect(receiver: Stack, giver: str, outputs: dict[str, Any]) -> dict[str, Any]:
    """What `giver` hands to one receiver, by variable, out of `terraform output -json`.

    Raises DrgenError for an output that is missing, and for a value that is not of the variable's type.
    """
    handed = [variable for variable in receiver.variables if variable.giver == giver]
    missing = [variable.output for variable in handed if variable.output not in outputs]
    if missing:
        raise DrgenError(
            f"{giver} has no output {', '.join(missing)} for {receiver.name}",
            hint=f"apply {giver} first; an output that is null does not count: give an empty string",
        )
    return {v.name: _checked(v, own_side(outputs[v.output]["value"], receiver.name)) for v in handed}


def own_side(value: Any, root: str) -> Any:
    """A regional root is handed its own side of `{primary = ..., standby = ...}`."""
    return value[root] if root in SIDES and isinstance(value, dict) and value.keys() == set(SIDES) else value


def read(receiver: Stack, text: str, file: str) -> dict[str, Any]:
    """A handover file's values, strictly: known names, the right types, identifiers only.

    Terraform loads this file by itself, so what it says is an input like any other: raises DrgenError naming `file`.
    """
    try:
        values = json.loads(text, object_pairs_hook=_no_duplicates)
    except ValueError as error:
        raise DrgenError(f"{file}: not readable as JSON: {error}", hint="delete it and run `drgen handover`") from error
    known = {variable.name: variable for variable in receiver.variables if variable.giver}
    if not isinstance(values, dict):
        raise DrgenError(f"{file}: not a JSON object", hint="delete it and run `drgen handover`")
    for name in values.keys() - known.keys():
        raise DrgenError(f"{file}: {receiver.name} takes no {name!r}", hint="delete the line; drgen never writes it")
    return {name: _checked(known[name], value) for name, value in values.items()}


def merged(old: dict[str, Any], new: dict[str, Any]) -> str:
    """A receiver's file with `new` in it: other givers' values stay."""
    return json.dumps(old | new, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def known(receiver: Stack, values: dict[str, Any]) -> dict[str, Any]:
    """The values that the receiver still takes; what it no longer takes goes."""
    wanted = {variable.name for variable in receiver.variables if variable.giver}
    return {name: value for name, value in values.items() if name in wanted}


def fakes(stack: Stack, spec: Spec) -> dict[str, Any]:
    """A well-formed value for everything that is handed to a root, for plans without AWS."""
    region = next(iter(stack.regions.values()))
    place = f"{platform.partition(spec)}:fake:{region}:{spec.account}"
    return {v.name: _fake(v.name, v.input.type, place, _zones(spec, v.giver)) for v in stack.variables if v.giver}


def _zones(spec: Spec, giver: str) -> list[str]:
    """A list that a region gives has a member a zone."""
    return list((spec.regions.standby if giver == "standby" else spec.regions.primary).zones)


def _fake(name: str, kind: str, place: str, zones: list[str]) -> Any:
    if match := re.fullmatch(r"(list|set)\((.*)\)", kind):
        return [_fake(f"{name}_{zone}", match[2], place, zones) for zone in zones]
    if kind.startswith("object"):
        return {side: _fake(f"{name}_{side}", "string", place, zones) for side in SIDES}
    if kind != "string":
        raise DrgenError(f"{name}: a handed-over value is a string, a list of strings or both sides', not {kind}")
    label = name.replace("_", "-")
    # Short: the provider refuses a hosted zone's id of more than 32 characters.
    return f"arn:{place}:{label}" if re.search(r"_arns?(_|$)", name) else f"fake-{crc32(label.encode()):08x}"


def _checked(variable: Variable, value: Any) -> Any:
    kind = variable.input.type
    if _fits(kind, value):
        return value
    raise DrgenError(f"{variable.name} is no {kind}: {json.dumps(value)[:80]}", hint="hand over identifiers only")


def _fits(kind: str, value: Any) -> bool:
    if match := re.fullmatch(r"(?:list|set)\((.*)\)", kind):
        return isinstance(value, list) and all(_fits(match[1], item) for item in value)
    if kind.startswith("object"):
        return (
            isinstance(value, dict) and value.keys() == set(SIDES) and all(_fits("string", v) for v in value.values())
        )
    return isinstance(value, str) and len(value) <= 2048 and value.isprintable()  # noqa: PLR2004  the longest ARN


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands there twice")
    return found
