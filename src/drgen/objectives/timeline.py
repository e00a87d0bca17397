"""A failover as steps in time: what everything waits for, what runs side by side, and how long the whole takes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from drgen.objectives import figures
from drgen.objectives.figures import Figure
from drgen.objectives.moves import Step, steps
from drgen.objectives.parts import Part, setting

Percentile = Literal["p50", "p95"]
Lanes = Mapping[str, tuple[Step, ...]]

_METRICS_REGION = "us-east-1"  # where Route 53 publishes the state of its checks, and nowhere else
_SERVING = "eks"  # nothing is reached without its clusters


@dataclass(frozen=True)
class Timeline:
    """An unplanned failover. The clock starts when users notice."""

    before: tuple[Step, ...]  # detect, page, decide, start: all else waits for them
    lanes: Lanes  # by instance, next to each other
    traffic: tuple[Step, ...]
    after: tuple[Step, ...]
    serving: frozenset[str]  # the lanes that any component needs to be reached
    apart: frozenset[str] = frozenset()  # the lanes that traffic does not wait for: they have an RTO of their own
    early: bool = False  # traffic moves by itself, as soon as the outage is detected

    def seconds(self, percentile: Percentile, lanes: Collection[str] | None = None) -> float:
        """Until all of `lanes` serve again (default: every lane). A sum of p95s is more than its p95: a plan."""
        return _sum(self.critical(percentile, lanes), percentile)

    def critical(self, percentile: Percentile = "p95", lanes: Collection[str] | None = None) -> list[Step]:
        """The steps that the end waits for."""
        chosen = [self._way(name, percentile) for name in sorted(self.lanes) if lanes is None or name in lanes]
        longest = max(chosen, key=lambda lane: _sum(lane, percentile), default=())
        data = [*self.before, *longest]
        if not self.early:
            return [*data, *self.traffic, *self.after]
        moved = [*self.before[:1], *self.traffic]
        return [*max(data, moved, key=lambda way: _sum(way, percentile)), *self.after]

    def _way(self, name: str, percentile: Percentile) -> tuple[Step, ...]:
        """An instance's steps, after those of other instances that they wait for."""
        own = tuple(step for step in self.lanes[name] if not step.fed)
        if len(own) == len(self.lanes[name]):
            return own
        return (*max([own, *self._gates()], key=lambda way: _sum(way, percentile)), *self.lanes[name][len(own) :])

    def _gates(self) -> list[tuple[Step, ...]]:
        """What must be over before caches are filled: the databases have moved, the nodes have joined."""
        lanes = [lane for name, lane in sorted(self.lanes.items()) if name not in self.apart]
        return [tuple(step for step in lane if step.data or step.gate) for lane in lanes]

    def write_errors(self, percentile: Percentile) -> float:
        """For how long traffic arrives before the last database takes writes, in seconds."""
        data = [_sum(lane, percentile) for lane in self.lanes.values() if any(step.data for step in lane)]
        if not self.early or not data:
            return 0.0
        written = _sum(self.before, percentile) + max(data)
        return max(0.0, written - _sum((*self.before[:1], *self.traffic), percentile))

    def steps(self) -> Iterator[Step]:
        """Every step, in the order in which a report lists them."""
        yield from self.before
        for _, lane in sorted(self.lanes.items()):
            yield from lane
        yield from self.traffic
        yield from self.after

    def starts(self, percentile: Percentile) -> dict[str, float]:
        """When each step starts, by id, in seconds after users noticed."""
        found: dict[str, float] = {}
        decided = _run(found, self.before, 0.0, percentile)
        ends = {name: _run(found, lane, decided, percentile) for name, lane in self.lanes.items()}
        for name, lane in self.lanes.items():
            if fed := tuple(step for step in lane if step.fed):
                begins = decided + _sum(self._way(name, percentile), percentile) - _sum(fed, percentile)
                ends[name] = _run(found, fed, begins, percentile)
        ended = max((end for name, end in ends.items() if name not in self.apart), default=decided)
        noticed = _sum(self.before[:1], percentile)
        moved = _run(found, self.traffic, noticed if self.early else ended, percentile)
        _run(found, self.after, max(ended, moved), percentile)
        return found


def timeline(parts: list[Part], strategy: str, traffic: str, primary_region: str, hosts: Collection[str]) -> Timeline:
    """The failover of a platform made of `parts`."""
    passes = any(part.module == "ingress" for part in parts)
    lanes = {part.name: steps(part, strategy) for part in parts}
    serving = frozenset(part.name for part in parts if part.module == _SERVING)
    for name in serving if passes else ():
        lanes[name] += (Step(f"{name}.targets", "the load balancer takes the targets", figures.healthy(10, 2)),)
    return Timeline(
        before=(*_detection(parts, primary_region), *_decision()),
        lanes={name: lane for name, lane in lanes.items() if lane},
        traffic=tuple(_traffic(parts, traffic, hosts)),
        after=(Step("clients", "clients connect anew", figures.CLIENTS),),
        serving=serving,
        early=traffic == "automatic" and bool(hosts),
    )


def _detection(parts: list[Part], primary_region: str) -> Iterator[Step]:
    """How the outage comes to somebody's notice."""
    dns = next((part for part in parts if part.module == "dns"), None)
    if dns is None:
        yield Step("detect", "somebody notices", figures.NOTICED_BY_PEOPLE)
        return
    interval, failures = dns.get("health_check", "interval"), dns.get("health_check", "failures")
    check = figures.endpoint_check(int(str(interval or "10s").rstrip("s")), int(failures or 3))
    yield Step("detect", "the endpoint check fails", check)
    yield Step("page", *_page(parts, dns, primary_region))


def _page(parts: list[Part], dns: Part, primary_region: str) -> tuple[str, Figure]:
    """Who is told that the check failed. Route 53's own alarm lives in one region, maybe in the one that is dark."""
    ours, otherwise = figures.alarm(60, 2), _otherwise(parts)
    if setting(dns.serving, "standby_region") == _METRICS_REGION:
        return "the alarm pages", ours
    if primary_region == _METRICS_REGION:
        source = f"the alarm is in the primary's region; when that is dark: {otherwise.source}"
        return "the alarm pages", Figure(ours.p50, max(ours.p95, otherwise.p95), source)
    return "somebody is paged", otherwise


def _otherwise(parts: list[Part]) -> Figure:
    """Without Route 53's alarm the standby's own ring, for replication that stands still; else people notice."""
    alarms = next((part for part in parts if part.module == "alarms" and part.waiting), None)
    if alarms is None:
        return figures.NOTICED_BY_PEOPLE
    return figures.alarm(60, int(alarms.get("patience", "lag_minutes") or 5))


def _decision() -> tuple[Step, Step]:
    decide = Step("decide", "a person decides", figures.APPROVAL)
    return decide, Step("start", "the failover starts", figures.START)


def _traffic(parts: list[Part], traffic: str, hosts: Collection[str]) -> Iterator[Step]:
    if not hosts:
        return
    if not any(part.module == "dns" for part in parts):
        yield Step("traffic", "names are moved by hand", figures.BY_HAND)
    elif traffic == "orchestrated":
        yield Step("latch", "the latch is read", figures.LATCH)
    elif traffic == "routing_control":
        yield Step("routing", "the routing control is switched", figures.ROUTING_CONTROL)
    yield Step("dns", "resolvers forget the old address", figures.ALIAS)


def _sum(way: Collection[Step], percentile: Percentile) -> float:
    return float(sum(getattr(step.figure, percentile) for step in way))


def _run(starts: dict[str, float], way: Collection[Step], at: float, percentile: Percentile) -> float:
    """Note when each of the steps starts, one after another from `at`; when the last one ends."""
    for step in way:
        starts[step.id] = at
        at += getattr(step.figure, percentile)
    return at
