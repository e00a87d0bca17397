"""Specs and modules for tests: a valid base, from which a test changes one thing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from drgen import spec
from drgen.terms import Input, Module

BASE: dict[str, Any] = {
    "version": 1,
    "name": "shop",
    "account": "111122223333",
    "strategy": "warm_standby",
    "active": "primary",
    "objectives": {"rto": "60m", "rpo": "1m"},
    "regions": {
        "primary": {"name": "us-east-1", "cidr": "10.0.0.0/16", "zones": ["us-east-1a", "us-east-1b"]},
        "standby": {"name": "us-west-2", "cidr": "10.1.0.0/16", "zones": ["us-west-2a", "us-west-2b"]},
    },
    "state": {"bucket": "acme-shop-state"},
    "components": {},
}


def written(folder: Path, **changed: Any) -> Path:
    """A spec of the base and what a test changes, as a file."""
    path = folder / "environments" / "shop" / "spec.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(BASE | changed, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def loaded(folder: Path, catalog: dict[str, Module], **changed: Any) -> spec.Spec:
    """The same, read."""
    return spec.load(written(folder, **changed), catalog)


def module(
    name: str, *inputs: str | Input, outputs: tuple[str, ...] = (), scope: str = "regional", **more: Any
) -> Module:
    """A module of a few inputs: `x` is required, `x?` has a default."""
    made = [one if isinstance(one, Input) else _input(one) for one in inputs]
    return Module(name, scope, {one.name: one for one in made}, dict.fromkeys(outputs, ""), **more)


def _input(said: str) -> Input:
    name, colon, kind = said.partition(":")
    return Input(name.rstrip("?"), kind if colon else "string", required=not name.endswith("?"))
