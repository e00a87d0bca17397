"""A run as it goes, for people: a table on a terminal, lines elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from drgen.failover import plan

if TYPE_CHECKING:
    from drgen.failover.run import Run
    from drgen.failover.runner import Progress

_MARKS = {"waiting": " ", "moving": "…", "done": "✓", "failed": "✗"}


@dataclass
class Lines:
    """A line whenever the words about a task change."""

    say: Callable[[str], None]
    _said: dict[str, str] = field(default_factory=dict)

    def __call__(self, progress: Progress) -> None:
        words = f"{progress.state} {progress.words}".strip()
        key = f"{progress.task.phase} {progress.task.name}"
        if self._said.get(key) != words:
            self._said[key] = words
            with suppress(OSError):  # whoever listened is gone; the run goes on
                self.say(f"{progress.seconds:6.0f} s  {progress.task.name:<16} {words}")


@contextmanager
def table(run: Run) -> Iterator[Callable[[Progress], None]]:
    """A live table of all tasks of a run on stderr."""
    from rich.console import Console
    from rich.live import Live

    rows: dict[str, tuple[Any, ...]] = {}
    for task in (task for phase in plan.tasks(run) for task in phase):
        rows[f"{task.phase} {task.name}"] = (task.phase, task.name, "waiting", "", 0.0)

    live = Live(_drawn(rows), console=Console(stderr=True), refresh_per_second=4)

    def watch(progress: Progress) -> None:
        task = progress.task
        rows[f"{task.phase} {task.name}"] = (
            task.phase, task.name, progress.state, progress.words, progress.seconds,
        )  # fmt: skip
        with suppress(OSError):  # the terminal is gone; the run goes on
            live.update(_drawn(rows))

    with suppress(OSError):
        live.start()
    try:
        yield watch
    finally:
        with suppress(OSError):
            live.stop()


def _drawn(rows: dict[str, tuple[Any, ...]]) -> Any:
    from rich.markup import escape
    from rich.table import Table

    made = Table(box=None, pad_edge=False)
    for heading in ("", "phase", "step", "time", "waits for"):
        made.add_column(heading)
    for phase, name, state, words, seconds in rows.values():
        time = f"{seconds:.0f} s" if state != "waiting" else ""
        made.add_row(_MARKS[state], phase, escape(name), time, escape(words))
    return made
