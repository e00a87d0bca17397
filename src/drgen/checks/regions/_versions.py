"""Version numbers of engines, as far as two of them must agree."""

from __future__ import annotations

import re

_LINE = {"aurora-postgresql": 2, "aurora-mysql": 99, "postgres": 1, "mysql": 2, "mariadb": 2}  # parts that name a line


def line(version: str, engine: str) -> str:
    """The part of a version that must be the same on both sides: 16.8 of aurora-postgresql 16.8."""
    parts = version.split(".")
    if engine == "aurora-postgresql" and parts[0].isdigit() and int(parts[0]) < 10:  # noqa: PLR2004 - 9.6.22
        return ".".join(parts[:3])
    return ".".join(parts[: _LINE.get(engine, 2)])


def major(version: str) -> tuple[int, ...]:
    """The leading numbers of a version, for comparing."""
    return tuple(int(part) for part in re.findall(r"\d+", version)[:2])
