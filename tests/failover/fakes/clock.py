"""Time that passes only when somebody waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@dataclass
class FakeClock:
    """Seconds since the start; `skew` is how wrong the machine's own time of day is."""

    seconds: float = 0.0
    skew: float = 0.0

    def now(self) -> datetime:
        return START + timedelta(seconds=self.seconds + self.skew)

    def true(self) -> datetime:
        """AWS's own time of day."""
        return START + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds
