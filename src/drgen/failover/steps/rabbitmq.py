"""A broker: its links are turned round, so that the region that is to serve has the messages and collects the new ones.

Unplanned: links into it stop, what it lacks is made, its copies are what the workers get; the other broker is not
asked. Planned: copies are parked, it serves while the other one still feeds it, the backlog is moved; when traffic has
gone and the links have carried the rest, they stop, and the way back opens. Home again, what had not crossed when the
region was lost is fetched first.

A broker that is not reached from here is left to `drgen messages`, and that is written down.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from drgen.failover import brokers
from drgen.failover.brokers import Stage, Work
from drgen.messages import applying, connecting, crossing, status, turning
from drgen.messages.definitions import definitions
from drgen.messages.links import OURS
from drgen.messages.management import BrokerError
from drgen.messages.placeholders import filled

if TYPE_CHECKING:
    from drgen.failover.brokers import Pair
    from drgen.failover.parts import Part
    from drgen.failover.run import Run, Site
    from drgen.messages.management import Management
    from drgen.terms import Side

PHASE = "data"


def says(part: Part, run: Run) -> str:
    found = brokers.place(part, run).brokers
    stopped = ", ".join(one["name"].removeprefix(OURS) for one in crossing.incoming(found, run.target))
    serves = f"make broker {part.name} in {run.here.region} one that serves"
    if run.is_planned:
        told = f"{serves}; move the backlog there" if found.is_linked else serves
    else:
        told = f"stop the links {stopped}; {serves}" if stopped else serves
    return _told(part, run, _work(PHASE, part, run), told)


def besides(phase: str, part: Part, run: Run) -> str:
    """What it does before and after the move."""
    copied = ", ".join(queue.name for queue in crossing.copied(brokers.place(part, run).brokers)) or "no queue"
    told = {
        "seed": f"fetch what had not crossed; park {copied} in {run.here.region}; open the way back",
        "stop": f"park the copies of {copied} in {run.here.region}",
        "drain": f"wait for what still crosses; stop the links; make the broker in {_region(run)} one that waits",
    }[phase]
    return _told(part, run, _work(phase, part, run), told)


def ready(part: Part, run: Run) -> Iterator[str]:
    if why := _not_running(part, run.here):
        yield why
        return
    if brokers.unplaced(part, run):
        return  # its lines say what is left to do by hand
    try:
        with brokers.opened(part, run) as pair:
            yield from _unfit(pair)
            if run.kind == "switchover":
                yield from _behind(pair)
    except BrokerError as error:
        if run.is_planned or error.kind not in ("silent", "throttled"):
            name = brokers.place(part, run).variable(run.target)
            yield f"{error}; {error.hint or 'mend that'}, or {name}={connecting.BY_HAND} leaves it to `drgen messages`"


def seed(part: Part, run: Run) -> None:
    brokers.advance(part, run, _work("seed", part, run))


def seeded(part: Part, run: Run) -> str | None:
    return brokers.waits(part, run, _work("seed", part, run))


def stop(part: Part, run: Run) -> None:
    brokers.advance(part, run, _work("stop", part, run))


def stopped(part: Part, run: Run) -> str | None:
    return brokers.waits(part, run, _work("stop", part, run))


def move(part: Part, run: Run) -> None:
    if not _not_running(part, run.here):
        brokers.advance(part, run, _work(PHASE, part, run))


def settled(part: Part, run: Run) -> str | None:
    return _not_running(part, run.here) or brokers.waits(part, run, _work(PHASE, part, run))


def drain(part: Part, run: Run) -> None:
    brokers.advance(part, run, _work("drain", part, run))


def drained(part: Part, run: Run) -> str | None:
    return brokers.waits(part, run, _work("drain", part, run))


def _work(phase: str, part: Part, run: Run) -> Work:
    def command(words: str, side: Side = run.target) -> str:
        return f"drgen messages {words} {run.spec.name} --region {side} --only {part.instance}"

    if phase == "seed":
        return Work(phase, _SEED, (command("recover", run.origin), command("park"), command("apply")))
    if phase == "stop":
        return Work(phase, _STOP, (command("park"),))
    if phase == "drain":
        return Work(phase, _DRAIN, (command("take-over"), command("apply", run.origin)))
    if run.is_planned:
        return Work(phase, _MOVE, (command("move"), command("take-over")))
    return Work(phase, _TAKE_OVER, (command("take-over"),))


_TAKE_OVER = (Stage(lambda pair: turning.take_over(pair.here)),)

_STOP = (Stage(lambda pair: turning.park(pair.here), lambda pair: crossing.busy(pair.here), once=True),)

_MOVE = (
    # The links that still come in carry what the other region's late producers send.
    Stage(lambda pair: turning.serve(pair.here, fed=True), once=True),
    Stage(lambda pair: turning.move(pair.here, pair.other.here), lambda pair: crossing.busy(pair.here), once=True),
)

_DRAIN = (
    Stage(waits=lambda pair: crossing.uncrossed(pair.here, pair.other.here)),
    Stage(lambda pair: turning.stop(pair.here)),
    Stage(lambda pair: turning.recover(pair.here, pair.other.here), lambda pair: crossing.busy(pair.here), once=True),
    Stage(lambda pair: turning.serve(pair.here)),
    Stage(lambda pair: turning.wait(pair.other)),
)

_SEED = (
    Stage(lambda pair: turning.recover(pair.other, pair.here.here), lambda pair: crossing.busy(pair.other), once=True),
    *_STOP,
    Stage(lambda pair: turning.wait(pair.here), lambda pair: crossing.idle(pair.here)),
)


def _region(run: Run) -> str:
    return run.there.region if run.there else run.origin


def _told(part: Part, run: Run, work: Work, told: str) -> str:
    if names := brokers.unplaced(part, run):
        return f"not from here ({names[0]} does not say where): `{'`, `'.join(work.commands)}`"
    return told


def _unfit(pair: Pair) -> Iterator[str]:
    """Why the broker that is to serve cannot be made so."""
    here, found = pair.here, pair.here.brokers
    yield from (f"its broker has an alarm: {alarm}" for alarm in here.here.alarms())
    wanted = filled(definitions(found, here.side, here.side), here.values)
    applying.refuse(here.here, applying.compare(here.here, found.instance, wanted))


def _behind(pair: Pair) -> Iterator[str]:
    """The links that do not keep up: nobody is in such a hurry that a planned move could not wait for them."""

    def reach(side: Side, is_mover: bool) -> Management:
        turn = pair.here if side == pair.here.side else pair.other
        return (turn.runs if is_mover else turn.here).another()

    moved = {f"queue.{queue.name}" for queue in pair.here.brokers.queues if queue.is_moved}
    for link in status.status(pair.here.brokers, pair.other.side, reach).links:
        # What waits in a queue that moves is moved; what waits in a buffer must have crossed.
        if link.verdict == "down" or (link.verdict == "behind" and link.name not in moved):
            yield f"the link {link.name} is {link.verdict} ({link.state}): {link.backlog} wait, RPO {link.rpo} s"


def _not_running(part: Part, site: Site) -> str:
    """Why Amazon MQ's broker cannot be turned; one in Kubernetes runs when its cluster does."""
    if part.at(site.side)["hosted"] != "amazon_mq":
        return ""
    found: Iterator[dict[str, Any]] = connecting.listed(site.run.reach, site.region)
    state = next((one["BrokerState"] for one in found if one["BrokerName"] == part.name), "missing")
    return "" if state == "RUNNING" else f"the broker in {site.region} is {state}, which is not RUNNING"
