"""The values of a root's variables: terraform.tfvars, *.auto.tfvars, and the files that the user names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from drgen.inventory.hcl import folders, jsonsyntax
from drgen.inventory.hcl.folders import Trouble
from drgen.inventory.hcl.syntax import Call, Expression, Items, Literal, Map, Name
from drgen.inventory.hcl.values import Fault, number, text, truth
from drgen.problems import Mark


def given(root: Path, shown: str, more: tuple[Path, ...]) -> tuple[dict[str, Expression], list[Trouble]]:
    """What the variables are set to, the last word counting, in Terraform's order."""
    own = [root / name for name in ("terraform.tfvars", "terraform.tfvars.json") if (root / name).is_file()]
    own += sorted([*root.glob("*.auto.tfvars"), *root.glob("*.auto.tfvars.json")])
    found: dict[str, Expression] = {}
    troubles: list[Trouble] = []
    for file in (*own, *more):
        name = f"{shown}/{file.name}" if file in own and shown not in ("", ".") else str(file)
        said, wrong = _read(file, name)
        found |= said
        troubles += wrong
    return found, troubles


def _read(file: Path, name: str) -> tuple[dict[str, Expression], list[Trouble]]:
    if not file.name.endswith(".json"):
        body, troubles = folders.parsed(file, name)
        return {key: argument.value for key, argument in body.arguments.items()}, troubles
    try:
        said = json.loads(file.read_bytes())
        if not isinstance(said, dict):
            raise ValueError("its top is no object")
    except (OSError, ValueError) as error:
        return {}, [Trouble(Mark(name, getattr(error, "lineno", 1), 1), f"no JSON of variables: {error}")]
    return {key: jsonsyntax.expression(value) for key, value in said.items()}, []


def converted(value: Any, kind: Expression | None) -> Any:
    """A value as its variable's type makes it: defaults of `optional()` filled in, numbers and text told apart."""
    if value is None or kind is None:
        return value
    try:
        return _converted(value, kind)
    except Fault:
        return value


def _converted(value: Any, kind: Expression) -> Any:
    if isinstance(kind, Literal) and isinstance(kind.value, str):
        kind = Name(kind.value)  # "string" in quotes, as Terraform 0.11 wrote it
    if isinstance(kind, Name):
        plain = {"string": text, "number": number, "bool": truth}.get(kind.name)
        return plain(value) if plain and isinstance(value, str | int | float | bool) else value
    if isinstance(kind, Call) and kind.arguments:
        return _collection(value, kind.name, kind.arguments[0])
    return value


def _collection(value: Any, name: str, inner: Expression) -> Any:
    if name == "object" and isinstance(inner, Map) and isinstance(value, dict):
        return _object(value, inner)
    if name == "map" and isinstance(value, dict):
        return {key: converted(one, inner) for key, one in value.items()}
    if name in ("list", "set") and isinstance(value, list):
        return [converted(one, inner) for one in value]
    if name == "tuple" and isinstance(inner, Items) and isinstance(value, list):
        return [converted(one, own) for one, own in zip(value, inner.items, strict=False)]
    return value


def _object(value: dict[str, Any], kind: Map) -> dict[str, Any]:
    """Only the attributes that the type names, as Terraform does it."""
    found: dict[str, Any] = {}
    for name, own in kind.pairs:
        key = name.value if isinstance(name, Literal) else ""
        optional = isinstance(own, Call) and own.name == "optional"
        inner = own.arguments[0] if optional and isinstance(own, Call) and own.arguments else own
        at = value.get(key)
        if at is None and isinstance(own, Call) and optional and len(own.arguments) > 1:
            at = _constant(own.arguments[1])
        found[str(key)] = converted(at, inner)
    return found


def _constant(written: Expression) -> Any:
    """The default in `optional(type, default)`: literals only, or nothing."""
    if isinstance(written, Literal):
        return written.value
    if isinstance(written, Items):
        return [_constant(item) for item in written.items]
    if isinstance(written, Map):
        return {str(key.value): _constant(one) for key, one in written.pairs if isinstance(key, Literal)}
    return None
