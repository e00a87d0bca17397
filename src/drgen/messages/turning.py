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

from drgen.errors import DrgenError
from drgen.messages import links
from drgen.messages.applying import apply, due
from drgen.messages.definitions import Definitions, definitions, mover
from drgen.messages.differences import Difference
from drgen.messages.management import Management
from drgen.messages.placeholders import Values, filled
from drgen.messages.topology import Brokers, Queue, other
from drgen.terms import Side

ONCE = "drgen.once."  # shovels that end by themselves when they have moved what was there
PARKED = ".parked"
_NAMED = 8  # objects that an act names


@dataclass(frozen=True)
class Turn:
    """One side of a pair: its broker, and where its links run, which is the broker itself or the mover beside it."""

    brokers: Brokers
    side: Side
    here: Management
    runs: Management
    values: Values


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
    for one in incoming(turn.brokers, turn.side):
        at = ("parameters", one["component"], one["vhost"], one["name"])
        if turn.runs.get(*at):
            what = f"stop the link {one['name'].removeprefix(links.OURS)} into the broker of {turn.side}"
            yield Act(turn.side, what, partial(turn.runs.delete, *at))


def incoming(brokers: Brokers, side: Side) -> list[dict[str, Any]]:
    """The links into one side's broker that it does not keep while it serves, in the order in which they stop."""
    kept = [one["name"] for one in links.opened(brokers, side, side)]
    found = [one for one in links.opened(brokers, side, other(side)) if one["name"] not in kept]
    return sorted(found, key=lambda link: str(link["component"]), reverse=True)


def serve(turn: Turn, *, fed: bool = False) -> Iterator[Act]:
    """Make this side's broker as it is while it serves; `fed`: the other side's links stay open."""
    yield from _made(turn, turn.side, other(turn.side) if fed else turn.side, "serves")


def wait(turn: Turn) -> Iterator[Act]:
    """Make this side's broker as it is while it waits, with links from the side that serves."""
    yield from _made(turn, other(turn.side), other(turn.side), "waits")


def recover(turn: Turn, lost: Management) -> Iterator[Act]:
    """Fetch what had not crossed when the other region was lost; `busy` says until when.

    `lost` is that region's broker, alive again. Nothing of it is deleted before this side has confirmed it.
    """
    for source, vhost, target in _buffers(turn, lost):
        if lost.get("queues", vhost, source):
            yield from _once(turn, other(turn.side), vhost, source, target)


def park(turn: Turn) -> Iterator[Act]:
    """Move this side's backlog out of its consumers' way, into queues beside.

    For a region that comes back (the other one has had copies of all that it holds, once `recover` is done), and for
    the copies of a planned move, until that is through.
    """
    for queue in copied(turn.brokers):
        if turn.here.get("queues", queue.vhost, queue.name):
            yield from _once(turn, turn.side, queue.vhost, queue.name, _target(queue, queue.name + PARKED))


def move(turn: Turn, source: Management) -> Iterator[Act]:
    """Bring the backlog of the side that still serves here.

    When nobody consumes there any more, and after `park`, with which nothing comes twice.
    """
    for queue in turn.brokers.queues:
        crosses = queue.link != "none" or queue in copied(turn.brokers)
        if crosses and source.get("queues", queue.vhost, queue.name):
            yield from _once(turn, other(turn.side), queue.vhost, queue.name, _target(queue, queue.name))


def discard(turn: Turn) -> Iterator[Act]:
    """Delete what was parked: the other side's consumers have it. Not before `move` is through."""
    for queue in copied(turn.brokers):
        at = ("queues", queue.vhost, queue.name + PARKED)
        if found := turn.here.get(*at):
            what = f"delete {at[-1]} with the {found.get('messages', 0)} copies in it from the broker of {turn.side}"
            yield Act(turn.side, what, partial(turn.here.delete, *at))


def busy(turn: Turn) -> list[str]:
    """The shovels of `recover`, `park` and `move` that are not through."""
    found = turn.runs.get("parameters", "shovel") or []
    return sorted(one["name"].removeprefix(ONCE) for one in found if one["name"].startswith(ONCE))


def uncrossed(turn: Turn, source: Management) -> list[str]:
    """The buffers of the other side's links that still hold something for this one: looked into, which is exact.

    RabbitMQ deletes the buffer of a federated exchange, and what is in it, with the link into a broker that is alive.
    """
    moved = {queue.name for queue in turn.brokers.queues if queue.is_moved}
    found = [(queue, vhost) for queue, vhost, _ in _buffers(turn, source) if queue not in moved]
    return [queue for queue, vhost in found if _holds(source, vhost, queue)]


def idle(turn: Turn) -> list[str]:
    """The links into this side's broker that do not run."""
    shovels, upstreams = turn.runs.get("shovels") or [], turn.runs.get("federation-links") or []
    running = {one["name"] for one in shovels if one["state"] == "running"}
    running |= {one["upstream"] for one in upstreams if one["status"] == "running"}
    return [
        one["name"].removeprefix(links.OURS) for one in incoming(turn.brokers, turn.side) if one["name"] not in running
    ]


def waiting(turn: Turn) -> dict[str, int]:
    """Messages by queue, for this side's consumers. Some seconds old: nothing is decided by it."""
    found = turn.here.get("queues", query="columns=vhost,name,messages") or []
    counts = {(one["vhost"], one["name"]): int(one.get("messages") or 0) for one in found}
    return {one.name: counts[one.vhost, one.name] for one in turn.brokers.queues if (one.vhost, one.name) in counts}


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


def copied(brokers: Brokers) -> list[Queue]:
    """The queues of which both sides hold messages, so that some may come twice."""
    linked = {one.name for one in brokers.exchanges if one.link != "none"}
    return [queue for queue in brokers.queues if queue.is_copied or linked & queue.bindings.keys()]


def _buffers(turn: Turn, lost: Management) -> Iterator[tuple[str, str, dict[str, str]]]:
    """What the other side's links took from: queue, vhost, and where it belongs here."""
    for queue in turn.brokers.queues:
        if queue.link != "none":
            source = links.buffer(queue.name, turn.side) if queue.is_copied else queue.name
            yield source, queue.vhost, {"dest-queue": queue.name}
    for one in turn.brokers.exchanges:
        if one.link == "shovel":
            yield links.buffer(one.name, turn.side), one.vhost, {"dest-exchange": one.name}
        elif one.link == "federation":
            for name in _federated(lost, one.vhost, one.name):
                yield name, one.vhost, {"dest-exchange": one.name}


def _federated(lost: Management, vhost: str, exchange: str) -> list[str]:
    """The buffers of a federated exchange: RabbitMQ names them after the cluster that links."""
    found = lost.get("queues", vhost, query="columns=name") or []
    return [one["name"] for one in found if one["name"].startswith(f"federation: {exchange} -> ")]


def _holds(broker: Management, vhost: str, queue: str) -> bool:
    if not broker.get("queues", vhost, queue):
        return False
    body = {"count": 1, "ackmode": "ack_requeue_true", "encoding": "auto"}
    try:
        return bool(broker.post("queues", vhost, queue, "get", body=body))
    except DrgenError:
        return True


def _target(queue: Queue, name: str) -> dict[str, Any]:
    return {"dest-queue": name, "dest-queue-args": {"x-queue-type": queue.type}}


def _once(turn: Turn, source: Side, vhost: str, queue: str, target: dict[str, Any]) -> Iterator[Act]:
    """A shovel on this side that moves what is in the source now, confirmed one by one, and then ends.

    RabbitMQ counts what is there when it begins: its statistics, some seconds old, decide nothing.
    """
    name, at = f"{ONCE}{source}.{queue}", "/" if turn.brokers.has_mover else vhost
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
