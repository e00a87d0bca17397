"""A rate that holds."""

from __future__ import annotations

import time
from dataclasses import dataclass


@dataclass
class Pace:
    """No more than `rate` keys a second since `began`; any number, without one."""

    rate: int | None
    began: float
    passed: int = 0

    def hold(self, count: int) -> None:
        """Wait until so many more keys are due."""
        self.passed += count
        if self.rate and (early := self.passed / self.rate - (time.monotonic() - self.began)) > 0:
            time.sleep(early)
