"""How far a store's copy is behind, by its metric; what nobody can read is unknown, and never 0."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from math import isfinite
from typing import TYPE_CHECKING, Any

from drgen.aws import AwsError
from drgen.failover.run import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drgen.failover.parts import Part
    from drgen.failover.run import Run, Site

_PERIOD = 60
_STALE = 2 * _PERIOD  # seconds; an older reading says what was, not what is
_WINDOW = timedelta(hours=3)  # CloudWatch gives one-minute datapoints for 15 days


@dataclass(frozen=True)
class Lag:
    """Seconds behind at the last reading, and how long ago that was."""

    seconds: float
    age: float

    @property
    def loss(self) -> float:
        """What a failover now may lose, at most: what was missing then, and all that was written since."""
        return self.seconds + (self.age if self.age > _STALE else 0.0)

    def __str__(self) -> str:
        if self.loss == UNKNOWN:
            return "unknown"
        return f"{self.seconds:g} s" + (f", read {self.age:.0f} s ago" if self.age > _STALE else "")


@dataclass(frozen=True)
class Metric:
    """A CloudWatch metric of lag, and how many of its units make a second."""

    namespace: str
    name: str
    dimensions: dict[str, str]
    per_second: float = 1.0


def read(site: Site, metric: Metric) -> Lag:
    """The last reading of a metric. Whatever is no plain number of seconds is unknown."""
    points, now = readings(site, metric)
    if not points or not isfinite(points[-1][1]) or points[-1][1] < 0:
        return Lag(UNKNOWN, UNKNOWN)
    at, value = points[-1]
    return Lag(value, max(0.0, (now - at).total_seconds()))


def readings(site: Site, metric: Metric) -> tuple[list[tuple[datetime, float]], datetime]:
    """What a metric said in the last hours, a minute each, the newest last; and what time it is for CloudWatch."""
    now = site.run.world.clock.now()
    answer = site.look(
        "cloudwatch",
        "get_metric_statistics",
        Namespace=metric.namespace,
        MetricName=metric.name,
        Dimensions=[{"Name": name, "Value": value} for name, value in sorted(metric.dimensions.items())],
        StartTime=now - _WINDOW,
        EndTime=now + timedelta(minutes=15),  # our clock may be behind
        Period=_PERIOD,
        Statistics=["Maximum"],
    )
    points = sorted(answer.get("Datapoints", []), key=lambda point: point["Timestamp"])
    values = [(point["Timestamp"], float(point.get("Maximum", UNKNOWN)) / metric.per_second) for point in points]
    return values, _said(answer, now)


def refusals(part: Part, run: Run, metric: Metric) -> Iterator[str]:
    """Why a copy must not be made the writer: it lacks more than its RPO, or than was consented to."""
    promised = float(part.at(run.target)["objectives"]["rpo_seconds"])
    try:
        lag = read(run.here, metric)
    except AwsError as error:
        lag = Lag(UNKNOWN, UNKNOWN)
        if error.kind not in ("silent", "throttled"):
            raise
    stale = lag.age > _STALE
    if run.consent is not None and (lag.loss <= run.consent.seconds or run.consent.seconds == UNKNOWN):
        return
    if lag.loss == UNKNOWN:
        yield f"nobody knows how far it is behind ({metric.name} says nothing); --accept-data-loss unknown accepts that"
    elif stale or lag.loss > promised:
        would = f"--accept-data-loss {lag.loss:.0f} accepts that"
        yield f"it is {lag} behind, its RPO is {promised:g} s; {would}"


def _said(answer: dict[str, Any], now: datetime) -> datetime:
    """CloudWatch's own clock, where it says: ours may be wrong."""
    said = answer.get("ResponseMetadata", {}).get("HTTPHeaders", {}).get("date")
    return parsedate_to_datetime(said) if said else now
