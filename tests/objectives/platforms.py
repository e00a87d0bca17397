"""The shipped shop-prod and what a test changes in it."""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from drgen import spec, stacks
from drgen.merge import merge
from drgen.objectives import Model, model
from drgen.project import Project
from drgen.stacks import Stack
from tests.conftest import ROOT

HERE = Project(ROOT)


@cache
def said(environment: str) -> dict[str, Any]:
    """What a shipped environment says, without its estimates."""
    data: dict[str, Any] = yaml.safe_load((ROOT / "environments" / environment / "spec.yaml").read_text())
    return {key: value for key, value in data.items() if key != "estimates"}


def platform(folder: Path, changed: dict[str, Any] | None = None) -> tuple[spec.Spec, list[Stack]]:
    """shop-prod with `changed` on top, as a file, read and laid out; null removes."""
    data = merge(copy.deepcopy(said("shop-prod")), changed or {})
    path = folder / "spec.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    loaded = spec.load(path, HERE.catalog)
    return loaded, stacks.layout(loaded, HERE.catalog)


def modelled(folder: Path, changed: dict[str, Any] | None = None) -> Model:
    """The model of the same."""
    return model(*platform(folder, changed))


def estimate(p50: str, p95: str) -> dict[str, str]:
    return {"p50": p50, "p95": p95, "because": "a test"}
