"""Caches that are filled at the rate of their loader, by the fake clock."""

from __future__ import annotations

from dataclasses import dataclass, field

from drgen.errors import DrgenError
from drgen.failover.caches import Address
from drgen.warming.loading import Load, Loading
from drgen.warming.notes import Progress
from tests.failover.fakes.clock import FakeClock


@dataclass
class FakeLoading(Loading):
    """A load that takes as long as its rate says; a killed one goes on where its note is."""

    clock: FakeClock | None = None
    began: float = 0.0
    fails: str = ""  # how it ends
    finds: float = 1.0  # what share of the keys that its plan names there are

    @property
    def runs(self) -> bool:
        assert self.clock
        passed = (self.clock.seconds - self.began) * self.load.loader.rate
        if self.fails:
            self.error = DrgenError(self.fails)
            return False
        there = int(self.load.family.keys * self.finds)
        self.progress = Progress("", loaded=int(min(passed, there)), seconds=self.clock.seconds - self.began)
        return passed < min(self.load.enough or there, there)

    def stop(self) -> None:
        """It dies with its process."""


@dataclass
class FakeCaches:
    """Loads by the cache's host and the family's name."""

    clock: FakeClock
    unreachable: set[str] = field(default_factory=set)  # hosts
    fails: str = ""
    finds: float = 1.0
    begun: list[Load] = field(default_factory=list)

    def url(self, at: Address) -> str:
        return f"rediss://{at.user}:{at.region}-token@{at.host}:{at.port}"

    def why_not(self, load: Load) -> str:
        gone = [host for host in self.unreachable if host in load.target + load.source]
        return f"{gone[0]} does not answer" if gone else ""

    def begin(self, load: Load) -> Loading:
        self.begun.append(load)
        return FakeLoading(load, clock=self.clock, began=self.clock.seconds, fails=self.fails, finds=self.finds)
