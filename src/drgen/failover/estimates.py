"""How long each step may take: the model's own figures (`drgen objectives`), measured ones where there are."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from drgen import objectives
from drgen.objectives import failback

if TYPE_CHECKING:
    from drgen.failover.plan import Task
    from drgen.failover.run import Kind, Run
    from drgen.spec import Spec
    from drgen.stacks import Stack

TRAFFIC = "traffic"
_LEAST = 180.0  # seconds: no step is given up before
_PATIENCE = 3.0  # times what the model plans with


def limit(run: Run, task: Task) -> float:
    """Seconds after which a task that is not settled stops the run."""
    return max(_LEAST, _PATIENCE * run.figures.get(TRAFFIC if task.phase == TRAFFIC else task.part.instance, 0.0))


def figures(spec: Spec, stacks: list[Stack], kind: Kind) -> dict[str, float]:
    """What the model plans with (p95), in seconds, by instance; under `traffic` what moving it takes.

    Raises SpecError for evidence that cannot be read.
    """
    model = objectives.model(spec, stacks)
    found: dict[str, float] = defaultdict(float)
    lanes = {name: list(lane) for name, lane in model.timeline.lanes.items()}
    for name, lane in lanes.items():
        found[name] = sum(step.figure.p95 for step in lane)
    if kind == "failback":
        for step in failback.steps(model.parts):
            found[step.id.partition(".")[0]] += step.figure.p95
    found[TRAFFIC] = sum(step.figure.p95 for step in model.timeline.traffic)
    serving = sum(found[name] for name in model.timeline.serving)
    found |= {part.name: serving for part in model.parts if part.module == "ingress"}
    return dict(found)
