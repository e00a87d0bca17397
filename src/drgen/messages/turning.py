"""What a failover does to the brokers, as acts that may each be done again: what was done already is no act any more.

Loss of the active region: `take_over` in the other one. When the lost region answers again: `recover` what had not
crossed, `park` what it still holds of which the other side has had a copy, then `wait` there: that opens the way back.
Planned: `park` copies, `serve` while the other side still feeds, `move` its backlog; when its links have carried the
rest, `take_over`, and `wait` on the other side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from drgen.messages import crossing, links
from drgen.messages.applying import apply, due
from drgen.messages.crossing import Turn
from drgen.messages.definitions import Definitions, definitions, mover
from drgen.messages.differences import Difference
from drgen.messages.management import Management
from drgen.messages.placeholders import filled
from drgen.messages.topology import Queue, other
from drgen.terms import Side

PARKED = ".parked"
_NAMED = 8  # objects that an act names


@dataclass(frozen=True)
class Act:
    """Something that changes the broker of a side; `more` says what is different each time."""

    side: Side
    what: str
    do: Callable[[], object]
    more: str = ""


def done(acts: Iterator[Act]) -> list[str]:
    """Do them, one after another; what was done."""
    found = []
    for act in acts:
        act.do()
        found.append(act.what + act.more)
    return found


def take_over(turn: Turn) -> Iterator[Act]:
    """This side serves: links that come in stop, copies no longer expire, what is missing is made.

    From then on its own buffers collect what the way back will carry.
    """
    yield from stop(turn)
    yield from serve(turn)


def stop(turn: Turn) -> Iterator[Act]:
    """Stop the links that come in. Shovels first: they empty what they take from, and a federation link may feed it."""
    for one in crossing.incoming(turn.brokers, turn.side):
        at = ("parameters", one["component"], one["vhost"], one["name"])
        if turn.runs.get(*at):
            what = f"stop the link {one['name'].removeprefix(links.OURS)} into the broker of {turn.side}"
            yield Act(turn.side, what, partial(turn.runs.delete, *at))


def serve(turn: Turn, *, fed: bool = False) -> Iterator[Act]:
    """Make this side's broker as it is while it serves; `fed`: the other side's links stay open."""
    yield from _made(turn, turn.side, other(turn.side) if fed else turn.side, "serves")


def wait(turn: Turn) -> Iterator[Act]:
    """Make this side's broker as it is while it waits, with links from the side that serves."""
    yield from _made(turn, other(turn.side), other(turn.side), "waits")


def recover(turn: Turn, lost: Management) -> Iterator[Act]:
    """Fetch what had not crossed when the other region was lost; `crossing.busy` says until when.

    `lost` is that region's broker, alive again. Nothing of it is deleted before this side has confirmed it.
    """
    for source, vhost, target in crossing.buffers(turn, lost):
        if lost.get("queues", vhost, source):
            yield from _once(turn, other(turn.side), vhost, source, target)


def park(turn: Turn) -> Iterator[Act]:
    """Move this side's backlog out of its consumers' way, into queues beside.

    For a region that comes back (the other one has had copies of all that it holds, once `recover` is done), and for
    the copies of a planned move, until that is through.
    """
    for queue in crossing.copied(turn.brokers):
        if turn.here.get("queues", queue.vhost, queue.name):
            yield from _once(turn, turn.side, queue.vhost, queue.name, _target(queue, queue.name + PARKED))


def move(turn: Turn, source: Management) -> Iterator[Act]:
    """Bring the backlog of the side that still serves here.

    When nobody consumes there any more, and after `park`, with which nothing comes twice.
    """
    for queue in turn.brokers.queues:
        crosses = queue.link != "none" or queue in crossing.copied(turn.brokers)
        if crosses and source.get("queues", queue.vhost, queue.name):
            yield from _once(turn, other(turn.side), queue.vhost, queue.name, _target(queue, queue.name))


def discard(turn: Turn) -> Iterator[Act]:
    """Delete what was parked: the other side's consumers have it. Not before `move` is through."""
    for queue in crossing.copied(turn.brokers):
        at = ("queues", queue.vhost, queue.name + PARKED)
        if found := turn.here.get(*at):
            what = f"delete {at[-1]} with the {found.get('messages', 0)} copies in it from the broker of {turn.side}"
            yield Act(turn.side, what, partial(turn.here.delete, *at))


def changes(turn: Turn, active: Side, source: Side) -> Iterator[tuple[Management, Definitions, list[Difference]]]:
    """How this side's broker, and the mover beside it, differ from what they hold while `active` serves."""
    wanted = definitions(turn.brokers, turn.side, active, source=source)
    made = [(turn.here, wanted)]
    if turn.brokers.has_mover:
        made.append((turn.runs, mover(turn.brokers, turn.side, source)))
    for broker, unfilled in made:
        full = filled(unfilled, turn.values)
        if found := due(broker, turn.brokers.instance, full):
            yield broker, full, found


def _made(turn: Turn, active: Side, source: Side, word: str) -> Iterator[Act]:
    for broker, wanted, found in changes(turn, active, source):
        what = f"make the {'broker' if broker is turn.here else 'mover'} of {turn.side} one that {word}"
        listed = ", ".join(f"{one.how} {one.name}" for one in found[:_NAMED])
        more = f": {listed}{f' and {len(found) - _NAMED} more' if len(found) > _NAMED else ''}"
        yield Act(turn.side, what, partial(apply, broker, turn.brokers.instance, wanted), more)


def _target(queue: Queue, name: str) -> dict[str, Any]:
    return {"dest-queue": name, "dest-queue-args": {"x-queue-type": queue.type}}


def _once(turn: Turn, source: Side, vhost: str, queue: str, target: dict[str, Any]) -> Iterator[Act]:
    """A shovel on this side that moves what is in the source now, confirmed one by one, and then ends.

    RabbitMQ counts what is there when it begins: its statistics, some seconds old, decide nothing.
    """
    name, at = f"{crossing.ONCE}{source}.{queue}", "/" if turn.brokers.has_mover else vhost
    if turn.runs.get("parameters", "shovel", at, name):
        return
    value = {
        "src-protocol": "amqp091",
        "src-uri": _uri(turn, source, vhost),
        "src-queue": queue,
        "src-delete-after": "queue-length",
        "dest-protocol": "amqp091",
        "dest-uri": _uri(turn, turn.side, vhost),
        "dest-add-forward-headers": False,
        "ack-mode": "on-confirm",
        "reconnect-delay": links.RECONNECT,
        **target,
    }
    to = target.get("dest-queue") or f"exchange {target['dest-exchange']}"
    body = {"component": "shovel", "vhost": at, "name": name, "value": filled(value, turn.values)}
    what = f"move what is in {queue} of {source} to {to} of {turn.side}"
    yield Act(turn.side, what, partial(turn.runs.put, "parameters", "shovel", at, name, body=body))


def _uri(turn: Turn, side: Side, vhost: str) -> str:
    """A broker that runs its own links is reached without a network in between."""
    if side == turn.side and not turn.brokers.has_mover:
        return links.local(vhost)
    return links.uri(turn.brokers, side, vhost)
