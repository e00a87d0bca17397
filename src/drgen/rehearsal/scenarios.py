"""What goes wrong in a rehearsal: each scenario is a sequence of stages after the build."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from drgen.failover import steps
from drgen.local_aws.control_planes import CONTROLLED_FROM
from drgen.local_aws.faults import Kind, Rule
from drgen.rehearsal import build, dark, failover, home, places, teardown
from drgen.rehearsal.stage import Theatre
from drgen.stacks import Stack as Root

_THROTTLED_CALLS = 3
_LATE_SECONDS = 600.0


@dataclass(frozen=True)
class Stage:
    """A part of a rehearsal, by a name that `--only` takes."""

    name: str
    title: str
    play: Callable[[Theatre], None]


def stages(scenario: str, stacks: list[Root]) -> list[Stage]:
    """The stages of a scenario, in order; every one begins with `build` and ends with `destroy`.

    Where nothing of the platform is in the standby there is nothing to fail over: such a platform is restored from its
    backups, which drgen does not do, so what would need it is left out.
    """
    played = SCENARIOS[scenario] if moves(stacks) else [stage for stage in SCENARIOS[scenario] if stage.name == "dark"]
    first, last = Stage("build", build.TITLE, build.play), Stage("destroy", teardown.TITLE, teardown.play)
    return [first, *played, last]


def moves(stacks: list[Root]) -> bool:
    """Whether the standby has anything that a failover moves."""
    standby = next(stack for stack in stacks if stack.name == "standby")
    return any(steps.of(call.module.name) for call in standby.calls)


def _standby_dark(theatre: Theatre) -> None:
    dark.play(theatre, "standby")
    failover.look(theatre, "primary")
    theatre.light()


def _control_planes_dark(theatre: Theatre) -> None:
    """IAM, Route 53 and their like are away, both regions live: what a failover needs must not be among them."""
    theatre.aws.faults.rules = [Rule(Kind.REFUSE, service=service) for service in CONTROLLED_FROM]
    for side in ("primary", "standby"):
        changes = theatre.changes(side)
        claim = f"{side} plans without IAM, Route 53 and what else is controlled from one region"
        theatre.proves(claim, held=not changes, seen=f"{len(changes)} changes")
        theatre.apply(side)
    theatre.drgen("switchover", theatre.name, "--yes", f"switchover {theatre.name}")
    failover.look(theatre, "standby")
    theatre.drgen("reconcile", theatre.name)
    theatre.light()


def _throttled(theatre: Theatre) -> None:
    """The standby's APIs throttle: the failover takes longer and ends all the same."""
    here = places.region(theatre, "standby")
    dark.play(theatre)
    theatre.aws.faults.rules = [
        Rule(Kind.THROTTLE, service, here, times=_THROTTLED_CALLS) for service in ("rds", "eks", "monitoring")
    ]
    failover.play(theatre)


def _flapping(theatre: Theatre) -> None:
    """The primary comes and goes while the failover runs up to it."""
    there = places.region(theatre, "primary")
    for _ in range(3):
        theatre.aws.faults.darken([there], Kind.RESET)
        theatre.aws.faults.light()
    dark.play(theatre, "primary", Kind.RESET)
    failover.play(theatre)


def _lag(theatre: Theatre) -> None:
    """The copies are ten minutes behind: no failover without consent to the loss."""
    theatre.aws.extensions.state("cloudwatch").lag_seconds = _LATE_SECONDS
    theatre.darken(places.region(theatre, "primary"))
    done = theatre.drgen("failover", theatre.name, "--yes", f"failover {theatre.name}", accept=(0, 4))
    claim = "a failover that loses more than the RPO is refused without consent"
    theatre.proves(claim, held=done.code == 4, seen=f"exit code {done.code}")  # noqa: PLR2004  refused, nothing changed
    failover.play(theatre)


_DARK = [Stage("dark", dark.TITLE, dark.play), Stage("failover", failover.TITLE, failover.play)]
_HOME = [Stage("home", home.TITLE, home.play)]

SCENARIOS: dict[str, list[Stage]] = {
    "dark": [*_DARK, *_HOME],
    "dark-standby": [Stage("dark", "dark: the standby is away, the primary serves", _standby_dark)],
    "partition-control-plane": [Stage("partition", "partition: global control planes are away", _control_planes_dark)],
    "throttled": [Stage("throttled", "throttled: the standby's APIs refuse at first", _throttled), *_HOME],
    "flapping": [Stage("flapping", "flapping: the primary comes and goes", _flapping), *_HOME],
    "lag": [Stage("lag", "lag: the copies are ten minutes behind", _lag), *_HOME],
}
