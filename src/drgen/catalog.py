"""The modules on disk: what each one takes and gives, from its own `variables.tf`, `outputs.tf` and `component.yaml`.

Parsing HCL is slow (about 65 KB/s), so a parsed module is kept by the hash of its three files; python-hcl2 is only
imported for a module that was never seen.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from drgen import cache
from drgen.errors import DrgenError
from drgen.terms import Input, Module

SCOPES = ("bootstrap", "foundation", "regional", "global")
_FILES = ("variables.tf", "outputs.tf", "component.yaml")
_CACHE = "catalog.json"
_FORMAT = b"4"  # of the cache: raise it when Module or the reading of it changes
_COMPONENT_KEYS = {"absent_in_standby", "requires", "singleton"}


def read(modules: Path) -> dict[str, Module]:
    """Index every module under `modules` by name.

    Raises DrgenError for two modules of one name, and for a file that cannot be read, naming it.
    """
    known = _load_cache()
    parsed: dict[str, dict[str, Any]] = {}
    catalog: dict[str, Module] = {}
    for folder in _folders(modules):
        if folder.name in catalog:
            raise DrgenError(
                f"two modules are called {folder.name!r}", hint="a folder's name is its component's name: rename one"
            )
        texts = {name: _text(folder / name) for name in _FILES}
        key = _key(texts)
        parsed[key] = known.get(key) or asdict(_parse(folder, texts))
        catalog[folder.name] = _module(folder, parsed[key])
    if parsed.keys() - known.keys():
        _save_cache(known | parsed)
    return catalog


def _folders(modules: Path) -> list[Path]:
    found = sorted(path.parent for scope in SCOPES for path in modules.glob(f"{scope}/*/variables.tf"))
    if not found:
        raise DrgenError(f"no modules under {modules}", hint="run `drgen init` once: it puts the modules there")
    return sorted(found, key=lambda folder: folder.name)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeError) as error:
        raise DrgenError(f"{path}: {error}") from error


def _key(texts: dict[str, str]) -> str:
    return hashlib.sha256(_FORMAT + json.dumps(texts).encode()).hexdigest()


def _module(folder: Path, parsed: dict[str, Any]) -> Module:
    inputs = {name: Input(**body) for name, body in parsed["inputs"].items()}
    return Module(**parsed | {"name": folder.name, "scope": folder.parent.name, "inputs": inputs})


def _parse(folder: Path, texts: dict[str, str]) -> Module:
    variables = _blocks(folder / "variables.tf", texts["variables.tf"], "variable")
    outputs = _blocks(folder / "outputs.tf", texts["outputs.tf"], "output")
    return Module(
        name=folder.name,
        scope=folder.parent.name,
        inputs={name: _input(name, body) for name, body in sorted(variables.items())},
        outputs={name: body.get("description", "") for name, body in sorted(outputs.items())},
        **_component(folder / "component.yaml", texts["component.yaml"]),
    )


def _input(name: str, body: dict[str, Any]) -> Input:
    return Input(
        name=name,
        type=_type(body.get("type", "any")),
        description=body.get("description", ""),
        required="default" not in body,
        default=body.get("default"),
        nullable=body.get("nullable", True),
        ephemeral=body.get("ephemeral", False),
        sensitive=body.get("sensitive", False),
    )


def _type(parsed: str) -> str:
    """The type on one line as `terraform fmt` writes it; hcl2 gives it back without the spaces in braces."""
    text = re.sub(r"^\$\{(.*)\}$", r"\1", parsed, flags=re.DOTALL)
    return re.sub(r"{ +}", "{}", re.sub(r"\s*}", " }", re.sub(r"{\s*", "{ ", text)))


def _blocks(path: Path, text: str, kind: str) -> dict[str, dict[str, Any]]:
    import hcl2

    options = hcl2.SerializationOptions(strip_string_quotes=True)
    try:
        parsed = hcl2.loads(text or "\n", serialization_options=options)
    except Exception as error:  # python-hcl2 lets its parser's own exceptions through
        line = getattr(error, "line", 0)
        raise DrgenError(f"{path}:{line}: not readable as HCL", hint="`terraform fmt` names the mistake") from error
    return {name: body for block in parsed.get(kind, []) for name, body in block.items()}


def _component(path: Path, text: str) -> dict[str, Any]:
    import yaml

    try:
        said = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        raise DrgenError(f"{path}: {error}") from error
    unknown = said.keys() - _COMPONENT_KEYS if isinstance(said, dict) else {text.strip()}
    if unknown:
        takes = ", ".join(sorted(_COMPONENT_KEYS))
        raise DrgenError(f"{path}: unknown {', '.join(sorted(unknown))}", hint=f"it takes {takes}")
    return dict(said)


def _load_cache() -> dict[str, dict[str, Any]]:
    folder = cache.folder()
    try:
        loaded = json.loads((folder / _CACHE).read_text(encoding="utf-8")) if folder else {}
        return loaded if isinstance(loaded, dict) else {}
    except (OSError, ValueError):
        return {}


def _save_cache(parsed: dict[str, dict[str, Any]]) -> None:
    """A cache that cannot be written costs time, never the command."""
    if folder := cache.folder():
        part = folder / f"{_CACHE}.{os.getpid()}"
        with suppress(OSError):
            part.write_text(json.dumps(parsed), encoding="utf-8")
            part.replace(folder / _CACHE)
