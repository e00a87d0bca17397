"""Seconds as people say them."""

from __future__ import annotations

from math import ceil, isinf

_MINUTE, _LONG = 60, 120


def span(seconds: float) -> str:
    """A time span, rounded up: `45 s`, `17 min`, `2 h 5 min`."""
    if isinf(seconds):
        return "unbounded"
    if seconds < 2 * _MINUTE:
        return f"{ceil(seconds)} s"
    minutes = ceil(seconds / _MINUTE)
    hours, rest = divmod(minutes, 60)
    if minutes < _LONG:
        return f"{minutes} min"
    return f"{hours} h" + (f" {rest} min" if rest else "")
