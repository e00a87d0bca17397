"""The spec that `drgen init` writes."""

from __future__ import annotations


def starter(name: str) -> str:
    return ""
