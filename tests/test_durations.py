"""Durations: read in one way only, so that nobody reads them in two."""

from __future__ import annotations

import pytest

from drgen import durations

TAKEN = {"0s": 0, "10s": 10, "60m": 3600, "2h": 7200, "35d": 3_024_000}
REFUSED = {
    60: "needs a unit: 60m is minutes, 60s seconds",
    "60min": "is written 60m",
    "1 hour": "is written 1h",
    "5M": "is written 5m",
    "1h30m": "is written 10s, 60m, 2h or 35d",
    "1.5h": "is written 10s",
    "-1m": "is written 10s",
    "m": "is written 10s",
    "9999999s": "is written 10s",
    "٣m": "is written 10s",
    "60m\n": "is written 10s",
    True: "is written 10s",
    None: "is written 10s",
}


@pytest.mark.parametrize(("text", "seconds"), TAKEN.items())
def test_a_duration_is_a_number_of_seconds(text: str, seconds: int) -> None:
    assert durations.seconds(text) == seconds


@pytest.mark.parametrize(("said", "message"), REFUSED.items())
def test_anything_else_is_told_how_to_write_it(said: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        durations.seconds(said)
