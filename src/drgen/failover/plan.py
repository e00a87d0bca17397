"""What a run does, in order, before it does any of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drgen.failover import steps
from drgen.failover.steps import BESIDES, PHASES, RUNS, TOGETHER, Phase, Step

if TYPE_CHECKING:
    from drgen.failover.parts import Part
    from drgen.failover.run import Run


@dataclass(frozen=True)
class Task:
    """One step of one instance, in its phase."""

    phase: Phase
    part: Part
    step: Step

    @property
    def name(self) -> str:
        """The instance, and the phase where that is not the step's own."""
        return f"{self.part.instance} ({self.phase})" if self.phase in BESIDES else self.part.instance

    def line(self, run: Run) -> str:
        """What it does, in a line: the same in a dry run and in the journal."""
        says = self._besides(run) if self.phase in BESIDES else self.step.says(self.part, run)
        return f"{self.phase:<9} {self.part.instance:<12} {says}"

    def _besides(self, run: Run) -> str:
        own = getattr(self.step, "besides", None)
        return own(self.phase, self.part, run) if own else BESIDES[self.phase][2]

    def move(self, run: Run) -> None:
        """Do whatever is next."""
        getattr(self.step, BESIDES[self.phase][0] if self.phase in BESIDES else "move")(self.part, run)

    def settled(self, run: Run) -> str | None:
        """What it still waits for; None when it is done."""
        waits: str | None = getattr(self.step, BESIDES[self.phase][1] if self.phase in BESIDES else "settled")(
            self.part, run
        )
        return waits


def tasks(run: Run) -> list[list[Task]]:
    """The phases that have something to do, each with its tasks by instance: these run side by side."""
    found = list(_tasks(run))
    phases = [[task for task in found if TOGETHER.get(task.phase, task.phase) == phase] for phase in PHASES]
    return [phase for phase in phases if phase]


def _tasks(run: Run) -> Iterator[Task]:
    for part in run.parts:
        step = steps.of(part.module)
        if step is None or not part.at(run.target):
            continue
        if run.kind not in ("fence", "shrink"):
            yield Task(steps.phase(step, part), part, step)
        for phase, (function, _, _) in BESIDES.items():
            if hasattr(step, function) and run.kind in RUNS[phase]:
                yield Task(phase, part, step)
