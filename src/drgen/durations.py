"""Durations and days as people write them: 10s, 60m, 2h, 35d; 2027-03-31."""

from __future__ import annotations

import re
from datetime import date

PATTERN = r"^[0-9]{1,6}[smhd]$"
DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
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


def day(text: object) -> date:
    """A day of the calendar. Raises ValueError that says how to write it."""
    try:
        if isinstance(text, str) and re.fullmatch(DAY, text):
            return date.fromisoformat(text)
    except ValueError:
        raise ValueError("is no day of the calendar") from None
    raise ValueError("is written 2027-03-31")
