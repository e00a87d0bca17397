"""Doing it: all steps are asked before any moves, then phase after phase moves and waits until it is settled."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from drgen.aws import AwsError
from drgen.failover import estimates, plan, writers
from drgen.failover.outcome import AbortedError, InterruptedRunError, NotReadyError, StoppedError
from drgen.failover.run import Run
from drgen.failover.steps import BESIDES

if TYPE_CHECKING:
    from types import FrameType

    from drgen.failover.parts import Part
    from drgen.failover.plan import Task

_TICK = (0.5, 1.0, 2.0, 5.0)  # seconds between looks, the last one for ever
_SILENT = 60.0  # seconds that a step may hear nothing from AWS, beside its own time
_HELP = {
    "credentials": "log in anew",
    "denied": "give the role that right",
    "clock": "put this machine's clock right",
}


@dataclass(frozen=True)
class Progress:
    """How far one task is."""

    task: Task
    state: str  # waiting, moving, done, failed
    words: str = ""
    seconds: float = 0.0


Watch = Callable[[Progress], None]


@dataclass
class Interrupt:
    """Whether somebody asked the run to stop."""

    asked: str = ""  # the signal's name


def reasons(run: Run) -> list[str]:
    """Why the run cannot begin, by instance; changes nothing. Raises AwsError for what will not pass by waiting."""
    found = []
    for task in (task for phase in plan.tasks(run) for task in phase if task.phase not in BESIDES):
        try:
            found += [f"{task.part.instance}: {why}" for why in task.step.ready(task.part, run)]
        except AwsError as error:
            found.append(f"{task.part.instance}: {error}")
            if error.kind not in ("silent", "throttled", "refused"):
                break  # every other step would hear the same
    return found


def run_all(run: Run, watch: Watch, interrupt: Interrupt) -> None:
    """Do everything, and write down that it is done.

    Raises StoppedError or InterruptedRunError, after either of which the run can be resumed.
    """
    journal = run.journal
    assert journal is not None
    for phase in plan.tasks(run):
        left = [task for task in phase if not _is_over(run, task)]
        if left:
            journal.write("phase", name=left[0].phase)
            _do(run, left, watch, interrupt)
    for part in run.parts if run.kind == "failover" else ():
        if writers.has_writer(part):
            _write_unfenced(run, part)
    journal.write("done", elsewhere=run.reach.elsewhere())


def _write_unfenced(run: Run, part: Part) -> None:
    """The region that was failed away from is not asked: nobody says that its half of a store takes no writes."""
    assert run.journal is not None
    why = f"the {run.origin} was not asked and may still take its writes"
    fence = f"`drgen fence {run.spec.name} --region {run.origin}` first, when it is back"
    run.journal.write("unfenced", instance=part.instance, why=why, commands=[fence])


def _is_over(run: Run, task: Task) -> bool:
    """Whether an earlier session ended a task that must not be done twice.

    What prepares a move is right before it and wrong after it: the old primary, made anew and promoted, must not be
    made anew again. A step's own phase is judged by state, as often as it takes.
    """
    done = run.journal.of("settled") if run.journal else []
    return task.phase in BESIDES and any(
        (entry.data["phase"], entry.data["instance"]) == (task.phase, task.part.instance) for entry in done
    )


def _do(run: Run, phase: list[Task], watch: Watch, interrupt: Interrupt) -> None:
    """Move one phase's tasks side by side until all are settled."""
    clock = run.world.clock
    waiting = [_Watched(run, task, clock.monotonic()) for task in phase]
    failed: list[StoppedError] = []
    for tick in _ticks():
        waiting = [watched for watched in waiting if not _ended(watched, watch, failed)]
        if not waiting:
            break
        if interrupt.asked:
            _interrupted(run, interrupt.asked)
        with suppress(
            AwsError
        ):  # who waits for AWS lives, too; before a call that changes something it must be certain
            run.check()
        clock.sleep(tick)
    if failed:  # the others went on meanwhile: nothing is rolled back
        raise StoppedError("\n".join(str(error) for error in failed), hint=failed[0].hint)


def _ended(watched: _Watched, watch: Watch, failed: list[StoppedError]) -> bool:
    """Whether a task needs no further look: settled, or failed."""
    try:
        return watched.tick(watch)
    except AbortedError:
        raise
    except StoppedError as error:
        watch(Progress(watched.task, "failed", str(error)))
        failed.append(error)
        return True


def _ticks() -> Iterator[float]:
    yield from _TICK
    while True:
        yield _TICK[-1]


@dataclass
class _Watched:
    """A task that is not settled yet."""

    run: Run
    task: Task
    began: float
    heard: float = 0.0  # when AWS last answered
    refused: str = ""  # AWS's last word against it
    words: str = ""

    def __post_init__(self) -> None:
        self.heard = self.began

    def tick(self, watch: Watch) -> bool:
        """Look, and do what is next; whether it is settled. Raises StoppedError."""
        try:
            self.words = self.task.settled(self.run) or ""
            if self.words:
                self.task.move(self.run)
            self.heard = self._now()
        except AwsError as error:
            self._bear(error)
        seconds = self._now() - self.began
        watch(Progress(self.task, "moving" if self.words else "done", self.words, seconds))
        if not self.words:
            self._write("settled", seconds=round(seconds, 1))
        else:
            self._refuse_to_wait_longer(seconds)
        return not self.words

    def _refuse_to_wait_longer(self, seconds: float) -> None:
        """Raise StoppedError when its time is over. What it may have begun goes on by itself."""
        limit = estimates.limit(self.run, self.task)
        if seconds > limit:
            said = f"; AWS says {self.refused}" if self.refused else ""
            plan_b = getattr(self.task.step, "PLAN_B", "look at AWS").format(instance=self.task.part.instance)
            self._stop(f"not settled after {limit:.0f} s: {self.words}{said}", plan_b)

    def _bear(self, error: AwsError) -> None:
        """What AWS said is no proof of what happened: the state is, if it can be read."""
        self.words, self.refused = str(error), error.code
        if error.kind in _HELP:
            self._stop(str(error), _HELP[error.kind], error, AbortedError)
        if self._now() - self.heard > _SILENT:
            self._stop(f"AWS refuses or is silent: {error}", "wait until it answers", error)

    def _stop(
        self, why: str, hint: str, error: AwsError | None = None, kind: type[StoppedError] = StoppedError
    ) -> NoReturn:
        # AWS's own words stay out of the journal: nobody knows what they quote.
        self._write("stopped", why=f"{error.kind}: {error.code}" if error else why)
        raise kind(f"{self.task.name}: {why}", hint=f"{hint}, then `drgen failover resume {self.run.spec.name}`")

    def _write(self, event: str, **data: object) -> None:
        assert self.run.journal is not None
        self.run.journal.write(event, phase=self.task.phase, instance=self.task.part.instance, **data)

    def _now(self) -> float:
        return self.run.world.clock.monotonic()


def refuse_unready(run: Run) -> None:
    """Raise NotReadyError with every reason why the run cannot begin."""
    if found := reasons(run):
        listed = "\n  ".join(found)
        raise NotReadyError(f"{run.kind} of {run.spec.name} to {run.here.region} is not ready:\n  {listed}")


def _interrupted(run: Run, why: str) -> None:
    assert run.journal is not None
    run.journal.write("interrupted", why=why)
    hint = f"what AWS was asked to do goes on by itself; `drgen failover resume {run.spec.name}` does the rest"
    raise InterruptedRunError(f"stopped by {why}, between two steps", hint=hint)


@contextmanager
def interruptible() -> Iterator[Interrupt]:
    """Ctrl-C, SIGTERM and SIGHUP ask the run to stop at its next border instead of breaking it off."""
    interrupt = Interrupt()

    def ask(number: int, _: FrameType | None) -> None:
        interrupt.asked = signal.Signals(number).name

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield interrupt
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
