"""What goes wrong on purpose: dark regions, refusals, slow and lost answers; and a count of who asked what."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from drgen.local_aws import control_planes
from drgen.local_aws.request import Request


class Kind(StrEnum):
    """How a request fails."""

    REFUSE = "refuse"  # the connection is closed without an answer
    RESET = "reset"  # the connection is reset
    BLACK_HOLE = "black-hole"  # nothing ever comes
    THROTTLE = "throttle"  # ThrottlingException
    ERROR = "error"  # 500 InternalFailure
    SLOW = "slow"  # answered after `seconds`
    LOST = "lost"  # carried out, and the answer is lost


DARK = frozenset({Kind.REFUSE, Kind.RESET, Kind.BLACK_HOLE})


@dataclass
class Rule:
    """Requests that fail: empty means any; `times` is how often, -1 for ever."""

    kind: Kind
    service: str = ""
    region: str = ""
    action: str = ""
    times: int = -1
    seconds: float = 0.0

    def fits(self, request: Request) -> bool:
        """Whether the request is one of those."""
        return (
            self.times != 0
            and self.service in {"", request.service}
            and self.region in {"", request.region}
            and self.action in {"", request.action}
        )


@dataclass
class Faults:
    """The state of what goes wrong; safe to change while requests come."""

    partitioned: bool = False  # what is controlled from one region for all of them is away, and nothing else
    dark: dict[str, Kind] = field(default_factory=dict)  # by region
    since: dict[str, datetime] = field(default_factory=dict)  # when a region went dark
    rules: list[Rule] = field(default_factory=list)
    asked: Counter[tuple[str, str, str]] = field(default_factory=Counter)  # region, service, action
    in_the_dark: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    failed: Counter[tuple[str, Kind]] = field(default_factory=Counter)  # by rules, by service
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def decide(self, request: Request) -> Rule | None:
        """What happens to a request, or None when it is answered; counts it."""
        needed = control_planes.regions(request)
        with self._lock:
            place = (min(needed), request.service, request.action or f"{request.method} {request.path}")
            self.asked[place] += 1
            dead = self._dead(request, needed)
            if dead is None:
                return self._first(request)
            region, kind = dead
            self.in_the_dark[region, place[1], place[2]] += 1
            return Rule(kind)

    def darken(self, regions: Iterable[str], kind: Kind = Kind.REFUSE) -> None:
        """Make regions dark, and count from zero who still asks there."""
        with self._lock:
            self.dark.update(dict.fromkeys(regions, kind))
            self.since.update(dict.fromkeys(self.dark.keys() - self.since.keys(), datetime.now(UTC)))
            self.in_the_dark.clear()

    def partition(self) -> None:
        """Take away every control plane that stands in one region for all, and count from zero who still asks it."""
        with self._lock:
            self.partitioned = True
            self.in_the_dark.clear()

    def light(self) -> None:
        """Every region answers again, and nothing fails any more."""
        with self._lock:
            self.partitioned = False
            self.dark.clear()
            self.since.clear()
            self.rules.clear()

    def _dead(self, request: Request, needed: frozenset[str]) -> tuple[str, Kind] | None:
        """The region whose darkness a request meets, and how."""
        elsewhere = control_planes.elsewhere(request) if self.partitioned else ""
        if elsewhere:
            return elsewhere, Kind.REFUSE
        return next(((region, self.dark[region]) for region in sorted(needed & self.dark.keys())), None)

    def _first(self, request: Request) -> Rule | None:
        for rule in self.rules:
            if rule.fits(request):
                rule.times -= rule.times > 0
                self.failed[request.service, rule.kind] += 1
                return rule
        return None
