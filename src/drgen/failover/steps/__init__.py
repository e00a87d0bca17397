"""What each component adds to a failover: a module of its own name.

    PHASE                when its turn is: one of `PHASES`; `phase(part)` where that depends on the instance
    says(part, run)      what it will do, in a line
    ready(part, run)     why it cannot begin, one reason after another; nothing when it can
    move(part, run)      do whatever is next, by the state of things; returns at once, and may be called for ever
    settled(part, run)   what it still waits for; None when it is done

and, where it has them, the same two for another phase: `seed` and `seeded` before anything stops on the way home,
`stop` and `stopped` before anything moves in a planned run, `raise_nodes` and `nodes_raised` beside the databases,
`drain` and `drained` after traffic has moved as planned, `reseed` and `reseeded` after it has gone home, `fence` and
`fenced` to close a region that must not write, `shrink` and `shrunk` to make one small again. `besides(phase, part,
run)` says what a step does in such a phase, where the phase's own words do not fit. `writes` says whether a region
takes a store's writes, `metric` how far its copy there is behind. A component without a module adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal, Protocol, cast

if TYPE_CHECKING:
    from drgen.failover.parts import Part
    from drgen.failover.run import Run

Phase = Literal[
    "fence", "shrink", "verify", "seed", "stop", "data", "nodes", "capacity", "warm", "workers", "traffic", "drain",
    "reseed",
]  # fmt: skip
PHASES: tuple[Phase, ...] = (
    "fence", "shrink", "verify", "seed", "stop", "data", "nodes", "capacity", "warm", "workers", "traffic", "drain",
    "reseed",
)  # fmt: skip

# The phases besides a step's own, and in which runs they are: which functions do them, and what to call it.
BESIDES: dict[Phase, tuple[str, str, str]] = {
    "fence": ("fence", "fenced", "shut its workers out"),
    "shrink": ("shrink", "shrunk", "as few nodes as while it waits"),
    "seed": ("seed", "seeded", "make the old primary anew, as a replica"),
    "stop": ("stop", "stopped", "stop what writes"),
    "nodes": ("raise_nodes", "nodes_raised", "raise its nodes, while the databases move"),
    "drain": ("drain", "drained", "take what still came to the other region"),
    "reseed": ("reseed", "reseeded", "make the standby anew, as a replica"),
}

RUNS: dict[Phase, tuple[str, ...]] = {
    "fence": ("fence",),
    "shrink": ("shrink",),
    "seed": ("failback",),
    "stop": ("switchover", "failback"),
    "nodes": ("failover", "switchover", "failback"),
    "drain": ("switchover", "failback"),
    "reseed": ("failback",),
}

# Phases that run side by side: nodes take as long as databases, and wait for none; what fills a cache reads from
# databases that have moved, through pods that are only starting.
TOGETHER: dict[Phase, Phase] = {"nodes": "data", "warm": "capacity"}


class Step(Protocol):
    """A module of this folder."""

    PHASE: Phase

    def says(self, part: Part, run: Run) -> str: ...
    def ready(self, part: Part, run: Run) -> Iterator[str]: ...
    def move(self, part: Part, run: Run) -> None: ...
    def settled(self, part: Part, run: Run) -> str | None: ...


def of(module: str) -> Step | None:
    """The step of a component; None where it has none."""
    name = f"{__name__}.{module}"
    return cast("Step", import_module(name)) if module.isidentifier() and find_spec(name) else None


def phase(step: Step, part: Part) -> Phase:
    """When the turn of an instance is."""
    own = getattr(step, "phase", None)
    return cast("Phase", own(part)) if own else step.PHASE
