"""One map on top of another: how an overlay changes its base, and a standby block the settings."""

from __future__ import annotations

from typing import Any


def merge(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """`over` on top of `base`, map by map. An empty map replaces; null deletes what the base has."""
    merged = dict(base)
    for key, value in over.items():
        below = base.get(key)
        if value is None and key in base:
            del merged[key]
        elif value and isinstance(value, dict) and isinstance(below, dict):
            merged[key] = merge(below, value)
        else:
            merged[key] = value
    return merged
