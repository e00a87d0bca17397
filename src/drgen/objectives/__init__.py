"""The RTO/RPO model: how long an unplanned failover takes and what it loses, before anything is deployed.

`model(spec, stacks)` reads which components there are, what the standby holds while it waits, and how an outage is
detected; every figure keeps its source and says whether it is an estimate (docs/objectives.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from drgen.objectives import evidence
from drgen.objectives.evidence import Evidence
from drgen.objectives.figures import Figure
from drgen.objectives.losses import Point, points
from drgen.objectives.moves import Step
from drgen.objectives.parts import Part, parts
from drgen.objectives.timeline import Lanes, Timeline, timeline

if TYPE_CHECKING:
    from drgen.spec import Spec
    from drgen.stacks import Stack

__all__ = ["Model", "Point", "Promise", "Step", "Timeline", "model"]


@dataclass(frozen=True)
class Promise:
    """One declared RTO or RPO, in seconds, and what the model finds for it."""

    path: tuple[str | int, ...]  # of the declared value in the spec
    scope: str  # "platform", or the instance
    declared: float
    p50: float
    p95: float
    because: tuple[Step | Point, ...]  # the critical path, or the worst store
    without_estimates: float  # the p95 that the model and the drills alone find, whatever the spec's `estimates:` say

    @property
    def kept(self) -> bool:
        """Whether the plan (p95) stays within what is promised."""
        return self.p95 <= self.declared

    @property
    def stated(self) -> tuple[str, ...]:
        """The steps for which the spec states figures, where the promise is kept by those only."""
        if not self.kept or self.without_estimates <= self.declared:
            return ()
        return tuple(one.id for one in self.because if one.figure.status == "declared")

    @property
    def verified(self) -> bool:
        """Whether no figure behind it is an estimate."""
        return all(one.figure.verified for one in self.because)


@dataclass(frozen=True)
class Model:
    """What is promised, and what can be expected."""

    parts: list[Part]
    timeline: Timeline
    points: list[Point]
    evidence: list[Evidence]
    rto: list[Promise]
    rpo: list[Promise]

    @property
    def ids(self) -> list[str]:
        """Everything that `estimates:` and evidence may name."""
        return [*(step.id for step in self.timeline.steps()), *(point.id for point in self.points)]

    @property
    def detection(self) -> float:
        """Until somebody knows of the outage (p50), in seconds."""
        return sum(step.figure.p50 for step in self.timeline.before if step.id in ("detect", "page"))

    @property
    def decision(self) -> float:
        """What a decision takes at worst (p95), in seconds."""
        return sum(step.figure.p95 for step in self.timeline.before if step.id == "decide")

    def one_step_too_long(self, promise: Promise) -> Literal["", "detect", "decide"]:
        """Which first step alone breaks an RTO: the rest of the failover is then beside the point."""
        if promise.declared < self.detection:
            return "detect"
        waits = any(step.id == "decide" for step in promise.because)
        return "decide" if waits and promise.declared < self.decision else ""


def model(spec: Spec, stacks: Iterable[Stack], assumed: Mapping[str, Figure] | None = None) -> Model:
    """The model of one environment; `assumed` figures win over all others.

    Raises SpecError for evidence that cannot be read.
    """
    found, drills = parts(stacks), evidence.read(spec)
    better = evidence.figures(drills) | dict(assumed or {})
    known = _declared(spec) | better
    region = spec.regions.primary.name
    line = timeline(found, str(spec.strategy), str(spec.traffic), region, spec.hosts)
    line = replace(line, apart=frozenset(_own(spec)) - line.serving)
    moved, bare = _known(line, known), _known(line, better)
    points_ = points(found)
    lost = [replace(point, figure=known.get(point.id, point.figure)) for point in points_]
    alone = {point.id: better.get(point.id, point.figure).p95 for point in points_}
    return Model(found, moved, lost, drills, list(_rto(spec, moved, bare)), list(_rpo(spec, lost, alone)))


def _declared(spec: Spec) -> dict[str, Figure]:
    return {id_: Figure(one.p50, one.p95, one.because, "declared") for id_, one in spec.estimates.items()}


def _known(line: Timeline, known: Mapping[str, Figure]) -> Timeline:
    """The timeline with what is known better than by an estimate."""

    def better(steps: Iterable[Step]) -> tuple[Step, ...]:
        return tuple(replace(step, figure=known.get(step.id, step.figure)) for step in steps)

    lanes: Lanes = {name: better(lane) for name, lane in line.lanes.items()}
    return replace(
        line, before=better(line.before), lanes=lanes, traffic=better(line.traffic), after=better(line.after)
    )


def _rto(spec: Spec, line: Timeline, bare: Timeline) -> Iterable[Promise]:
    """The platform's promise, which all keep that have none of their own, then theirs."""

    def promise(path: tuple[str, ...], scope: str, declared: float, lanes: set[str]) -> Promise:
        p50, p95 = line.seconds("p50", lanes), line.seconds("p95", lanes)
        because = tuple(line.critical("p95", lanes))
        return Promise(path, scope, declared, p50, p95, because, bare.seconds("p95", lanes))

    yield promise(("objectives", "rto"), "platform", spec.objectives.rto, line.lanes.keys() - line.apart)
    for name, rto in _own(spec).items():
        yield promise(("components", name, "objectives", "rto"), name, rto, {name} | line.serving)


def _own(spec: Spec) -> dict[str, int]:
    """The RTO of each instance that has one of its own."""
    own = {name: one.objectives.rto for name, one in spec.components.items() if one.objectives}
    return {name: rto for name, rto in own.items() if rto is not None}


def _rpo(spec: Spec, lost: list[Point], alone: Mapping[str, float]) -> Iterable[Promise]:
    """One promise for each durable store, against its own RPO or the platform's."""
    for point in lost:
        objectives = spec.components[point.instance].objectives
        if point.durable:
            own = objectives is not None and objectives.rpo is not None
            declared = objectives.rpo if objectives and objectives.rpo is not None else spec.objectives.rpo
            path = ("components", point.instance, "objectives", "rpo") if own else ("objectives", "rpo")
            p50, p95 = point.figure.p50, point.figure.p95
            yield Promise(path, point.instance, declared, p50, p95, (point,), alone[point.id])
