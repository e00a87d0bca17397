"""Terraform's functions of files: only those below the folder that is read, and only small ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from drgen.inventory.hcl import evaluate, parse
from drgen.inventory.hcl.functions import reads_files
from drgen.inventory.hcl.values import Fault, settled

_MAX_BYTES = 2**20


@reads_files
def file(module: Any, path: Any) -> Any:
    return _read(module, path)


@reads_files
def fileexists(module: Any, path: Any) -> Any:
    return _inside(module, path).is_file()


@reads_files
def templatefile(module: Any, path: Any, words: Any) -> Any:
    scope = evaluate.Scope(module, set(), settled(words))
    return settled(evaluate.evaluate(parse.template(_read(module, path)), scope))


def basename(path: Any) -> Any:
    return Path(path).name


def dirname(path: Any) -> Any:
    return str(Path(path).parent)


def _read(module: Any, path: str) -> str:
    found = _inside(module, path)
    try:
        if found.stat().st_size > _MAX_BYTES:
            raise Fault("too long")
        return found.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise Fault(str(error)) from error


def _inside(module: Any, path: str) -> Path:
    """The file that is meant. Raises Fault for one outside the folder that the user named."""
    found = Path(module.folder, path).resolve()
    if not found.is_relative_to(module.limit):
        raise Fault("outside the folder")
    return found
