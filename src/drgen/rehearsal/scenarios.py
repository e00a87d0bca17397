"""What goes wrong in a rehearsal: each scenario is a sequence of stages after the build."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from drgen.errors import DrgenError
from drgen.failover import steps
from drgen.rehearsal import build, dark, failover, home, teardown, troubles
from drgen.rehearsal.stage import Theatre
from drgen.stacks import Stack as Root

_NOTHING_MOVES = (
    "A failover: the standby has nothing to take over with. This platform is restored from its backups, by hand, and "
    "nothing here rehearses that."
)


@dataclass(frozen=True)
class Stage:
    """A part of a rehearsal, by a name that `--only` takes."""

    name: str
    title: str
    play: Callable[[Theatre], None]


def chosen(scenario: str, stacks: list[Root], only: Collection[str] = (), *, keep: bool = False) -> list[Stage]:
    """The stages to play: all of a scenario, or the build and those that `only` names; the last one not to be kept.

    Raises DrgenError for a scenario that this platform cannot play, and for a stage that the scenario does not have.
    """
    played = stages(scenario, stacks)
    if len(played) == len(_ALWAYS):
        hint = "--scenario dark plays what there is: another region that plans and applies"
        raise DrgenError(f"nothing of this platform moves, so {scenario} has nothing to show", hint=hint)
    if unknown := set(only) - {stage.name for stage in played}:
        names = ", ".join(stage.name for stage in played)
        raise DrgenError(f"{scenario} has no stage {', '.join(sorted(unknown))} here", hint=f"it has {names}")
    if only:
        return [stage for stage in played if stage.name in {*only, "build"}]
    return [stage for stage in played if not (keep and stage.name == "destroy")]


def left_out(scenario: str, stacks: list[Root], played: list[Stage]) -> list[str]:
    """What a rehearsal of these stages does not show, in words."""
    absent = [stage.name for stage in stages(scenario, stacks) if stage not in played]
    said = [f"What was not played: {', '.join(absent)}."] if absent else []
    return said if moves(stacks) else [_NOTHING_MOVES, *said]


def stages(scenario: str, stacks: list[Root]) -> list[Stage]:
    """The stages of a scenario, in order; every one begins with `build` and ends with `destroy`.

    Where nothing of the platform is in the standby there is nothing to fail over: such a platform is restored from its
    backups, which drgen does not do, so what would need it is left out.
    """
    played = SCENARIOS[scenario]
    if not moves(stacks):
        played = [stage for stage in played if stage.play is dark.play]
    first, last = (Stage(name, title, play) for name, (title, play) in _ALWAYS.items())
    return [first, *played, last]


def moves(stacks: list[Root]) -> bool:
    """Whether the standby has anything that a failover moves."""
    standby = next(stack for stack in stacks if stack.name == "standby")
    return any(steps.of(call.module.name) for call in standby.calls)


_ALWAYS = {"build": (build.TITLE, build.play), "destroy": (teardown.TITLE, teardown.play)}
_DARK = [Stage("dark", dark.TITLE, dark.play), Stage("failover", failover.TITLE, failover.play)]
_HOME = [Stage("home", home.TITLE, home.play)]

SCENARIOS: dict[str, list[Stage]] = {
    "dark": [*_DARK, *_HOME],
    "dark-standby": [Stage("dark", "dark: the standby is away, the primary serves", troubles.standby_dark)],
    "partition-control-plane": [Stage("partition", "partition: global control planes are away", troubles.partition)],
    "throttled": [Stage("throttled", "throttled: the standby's APIs refuse at first", troubles.throttled), *_HOME],
    "flapping": [Stage("flapping", "flapping: the primary comes and goes", troubles.flapping), *_HOME],
    "lag": [Stage("lag", "lag: the copies are further behind than was promised", troubles.lag), *_HOME],
}
