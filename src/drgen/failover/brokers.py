"""The brokers of a run: reached, turned act by act, or left to whoever can reach them.

In an unplanned run only the side that is to serve is asked, and a broker that does not answer holds nothing up: it is
written down as unknown, with the command that does the same later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drgen.failover.run import Site
from drgen.messages import crossing, topology
from drgen.messages.connecting import Place
from drgen.messages.crossing import Turn
from drgen.messages.management import BrokerError
from drgen.messages.turning import Act

if TYPE_CHECKING:
    from drgen.failover.parts import Part
    from drgen.failover.run import Run

_PATIENCE = 20.0  # seconds that an unplanned run waits for a broker
_AGAIN = 10.0  # seconds after which an act that was answered, and shows no effect, is made again


@dataclass(frozen=True)
class Pair:
    """The side that is to serve, and the other one: None where that is not asked."""

    here: Turn
    there: Turn | None

    @property
    def other(self) -> Turn:
        """The side that hands over, in a run that asks it."""
        assert self.there is not None
        return self.there


@dataclass(frozen=True)
class Stage:
    """Acts, and what to wait for after them. `once`: they are right before the move, and wrong after it."""

    acts: Callable[[Pair], Iterator[Act]] = lambda _: iter(())
    waits: Callable[[Pair], list[str]] = lambda _: []
    once: bool = False


@dataclass(frozen=True)
class Work:
    """What a phase does to an instance's brokers, stage after stage, and the commands that do the same by hand."""

    phase: str
    stages: tuple[Stage, ...]
    commands: tuple[str, ...]


def place(part: Part, run: Run) -> Place:
    """Where an instance's brokers are. AWS is asked only in the regions that the run talks to."""
    world, found = run.world, topology.brokers(run.spec, part.instance, part.at(run.target))
    return Place(run.spec, found, world.environment, run.target, run.reach, world.management)


def unplaced(part: Part, run: Run) -> list[str]:
    """The variables without which the run leaves these brokers alone. Asks nobody."""
    found = place(part, run)
    return [name for site in _sites(run) for name in found.unplaced(site.side)]


def waits(part: Part, run: Run, work: Work) -> str | None:
    """What is left of a phase; None when it is done, or left to somebody. Changes nothing on a broker."""
    if _is_left(part, run, work):
        return None
    if unplaced(part, run):
        return f"to be done elsewhere: {'; '.join(work.commands)}"
    try:
        with opened(part, run) as pair:
            if work.phase == "data":
                _count(part, run, pair)
            words = next(_waits(part, run, work, pair), None)
    except BrokerError as error:
        if run.is_planned:
            raise
        return str(error)
    run.silent.pop(part.instance, None)
    return words


def advance(part: Part, run: Run, work: Work) -> None:
    """Do whatever is next of a phase."""
    if names := unplaced(part, run):
        _leave(part, run, work, f"{', '.join(names)} does not say where")
        return
    try:
        with opened(part, run) as pair:
            _advance(part, run, work, pair)
    except BrokerError as error:
        if run.is_planned:
            raise
        now = run.world.clock.monotonic()
        if now - run.silent.setdefault(part.instance, now) > _PATIENCE:
            # A broker's own words stay out of the journal, as AWS's do.
            _leave(part, run, work, f"{error.kind}: {error.code}")


@contextmanager
def opened(part: Part, run: Run) -> Iterator[Pair]:
    """Connections to the brokers of the sides that the run asks, and to their movers."""
    found = place(part, run)
    with ExitStack() as stack:
        turns = [stack.enter_context(found.turn(site.side)) for site in _sites(run)]
        yield Pair(turns[0], turns[1] if run.there else None)


def _sites(run: Run) -> list[Site]:
    return [run.here, *([run.there] if run.there else [])]


def _waits(part: Part, run: Run, work: Work, pair: Pair) -> Iterator[str]:
    for stage in work.stages:
        yield from (act.what for act in _acts(part, run, work, stage, pair))
        yield from stage.waits(pair)


def _advance(part: Part, run: Run, work: Work, pair: Pair) -> None:
    for stage in work.stages:
        acts = _acts(part, run, work, stage, pair)
        for act in acts:
            site = next(site for site in _sites(run) if site.side == act.side)
            run.ask_broker(site, _key(part, work, act), act, None if stage.once else _AGAIN)
        if acts or stage.waits(pair):
            return


def _acts(part: Part, run: Run, work: Work, stage: Stage, pair: Pair) -> list[Act]:
    """What a stage still has to do."""
    return [act for act in stage.acts(pair) if not (stage.once and run.did(_key(part, work, act)))]


def _key(part: Part, work: Work, act: Act) -> str:
    return f"{part.instance} {work.phase}: {act.what}"


def _is_left(part: Part, run: Run, work: Work) -> bool:
    entries = run.journal.of("unknown") if run.journal else []
    return any((entry.data["instance"], entry.data["phase"]) == (part.instance, work.phase) for entry in entries)


def _leave(part: Part, run: Run, work: Work, why: str) -> None:
    """Write down what was not done, and the commands that do it."""
    assert run.journal is not None
    commands = list(work.commands)
    run.journal.write("unknown", phase=work.phase, instance=part.instance, why=why, commands=commands)


def _count(part: Part, run: Run, pair: Pair) -> None:
    """Write down, once, before it serves, what waits for the consumers of this side, and how much may come twice.

    All that it has of what both sides hold was perhaps consumed on the other one; in a planned run, what was parked is
    not among it any more. Seen through RabbitMQ's statistics, which are some seconds old.
    """
    if run.journal is None or any(one.data["instance"] == part.instance for one in run.journal.of("counted")):
        return
    found = crossing.waiting(pair.here)
    twice = sum(found.get(queue.name, 0) for queue in crossing.copied(pair.here.brokers))
    run.journal.write("counted", instance=part.instance, waiting=found, twice_at_most=twice)
