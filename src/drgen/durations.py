"""Durations as people write them: 10s, 60m, 2h, 35d."""

from __future__ import annotations

import re

PATTERN = r"^[0-9]{1,6}[smhd]$"
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_LOOSE = re.compile(r"([0-9]{1,6})\s*([smhd])[a-z]*", re.IGNORECASE)


def seconds(text: object) -> int:
    """A duration in seconds. Raises ValueError that says how to write it."""
    if isinstance(text, str) and re.fullmatch(PATTERN, text):
        return int(text[:-1]) * _UNITS[text[-1]]
    if isinstance(text, int) and not isinstance(text, bool):
        raise ValueError(f"needs a unit: {text}m is minutes, {text}s seconds")
    loose = _LOOSE.fullmatch(text) if isinstance(text, str) else None
    raise ValueError(f"is written {loose[1]}{loose[2].lower()}" if loose else "is written 10s, 60m, 2h or 35d")
