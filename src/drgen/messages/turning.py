"""What a failover does to the brokers. Each function may be called again: it goes on where it stopped.

Loss of the active region: `take_over` in the other one. When the lost region answers again: `recover` what had not
crossed, `park` what it still holds of which the other side has had a copy, then apply it as the passive side: that
opens the way back. Planned: `move` every backlog, `take_over`, apply the other side.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from drgen.messages import links
from drgen.messages.applying import apply
from drgen.messages.definitions import definitions
from drgen.messages.differences import Difference
from drgen.messages.management import Management
from drgen.messages.placeholders import Values, filled
from drgen.messages.topology import Brokers, Queue, other
from drgen.terms import Side

ONCE = "drgen.once."  # shovels that end by themselves when they have moved what was there
PARKED = ".parked"


@dataclass(frozen=True)
class Turn:
    """One side's broker of a pair, in whose region we stand."""

    brokers: Brokers
    side: Side
    here: Management
    values: Values


@dataclass(frozen=True)
class Taken:
    """What a takeover did."""

    stopped: list[str]  # links, in the order in which they were stopped
    changed: list[Difference]  # missing definitions among it
    waiting: dict[str, int]  # messages by queue, for this side's consumers


def take_over(turn: Turn) -> Taken:
    """This side serves: links that come in stop, copies no longer expire, what is missing is made.

    From then on its own buffers collect what the way back will carry.
    """
    stopped = list(_stop(turn))
    wanted = filled(definitions(turn.brokers, turn.side, turn.side), turn.values)
    changed = apply(turn.here, turn.brokers.instance, wanted)
    return Taken(stopped, changed, {one.name: _messages(turn.here, one.vhost, one.name) for one in turn.brokers.queues})


def recover(turn: Turn, lost: Management) -> list[str]:
    """Begin to fetch what had not crossed when the other region was lost, from these queues; `busy` says until when.

    `lost` is that region's broker, alive again. Nothing of it is deleted before this side has confirmed it.
    """
    return [
        _once(turn, other(turn.side), vhost, source, target)
        for source, vhost, target in _buffers(turn, lost)
        if lost.get("queues", vhost, source)
    ]


def park(turn: Turn) -> list[str]:
    """Begin to move this side's backlog out of its consumers' way, into queues beside, from these.

    For a region that comes back (the other one has had copies of all that it holds, once `recover` is done), and for
    the copies of a planned move, until that is through.
    """
    return _moved(turn, turn.side, [(queue, queue.name + PARKED) for queue in _copied(turn.brokers)], turn.here)


def move(turn: Turn, source: Management) -> list[str]:
    """Begin to bring the backlog of the side that still serves here, from these queues.

    When nobody produces or consumes there any more, and after `park`, with which nothing comes twice.
    """
    queues = [
        (queue, queue.name) for queue in turn.brokers.queues if queue.link != "none" or queue in _copied(turn.brokers)
    ]
    return _moved(turn, other(turn.side), queues, source)


def discard(turn: Turn) -> None:
    """Delete what was parked: the other side's consumers have it. Not before `move` is through."""
    for queue in _copied(turn.brokers):
        turn.here.delete("queues", queue.vhost, queue.name + PARKED)


def busy(turn: Turn) -> list[str]:
    """The shovels of `recover`, `park` and `move` that are not through."""
    found = turn.here.get("parameters", "shovel") or []
    return sorted(one["name"].removeprefix(ONCE) for one in found if one["name"].startswith(ONCE))


def _stop(turn: Turn) -> Iterator[str]:
    """Shovels first: they empty what they take from, and a federation link may feed it."""
    incoming = links.opened(turn.brokers, turn.side, other(turn.side))
    for one in sorted(incoming, key=lambda link: link["component"], reverse=True):
        turn.here.delete("parameters", one["component"], one["vhost"], one["name"])
        yield one["name"].removeprefix(links.OURS)


def _copied(brokers: Brokers) -> list[Queue]:
    """The queues of which both sides hold messages."""
    linked = {one.name for one in brokers.exchanges if one.link != "none"}
    return [queue for queue in brokers.queues if queue.is_copied or linked & queue.bindings.keys()]


def _buffers(turn: Turn, lost: Management) -> Iterator[tuple[str, str, dict[str, str]]]:
    """What the lost region's links took from: queue, vhost, and where it belongs here."""
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


def _moved(turn: Turn, source: Side, queues: list[tuple[Queue, str]], there: Management) -> list[str]:
    return [
        _once(
            turn,
            source,
            queue.vhost,
            queue.name,
            {"dest-queue": target, "dest-queue-args": {"x-queue-type": queue.type}},
        )
        for queue, target in queues
        if there.get("queues", queue.vhost, queue.name)
    ]


def _once(turn: Turn, source: Side, vhost: str, queue: str, target: dict[str, Any]) -> str:
    """A shovel on this side that moves what is in the source now, confirmed one by one, and then ends.

    RabbitMQ counts what is there when it begins: its statistics, some seconds old, decide nothing.
    """
    name = f"{ONCE}{source}.{queue}"
    if turn.here.get("parameters", "shovel", vhost, name):
        return queue
    value = {
        "src-protocol": "amqp091",
        "src-uri": links.local(vhost) if source == turn.side else links.uri(turn.brokers, source, vhost),
        "src-queue": queue,
        "src-delete-after": "queue-length",
        "dest-protocol": "amqp091",
        "dest-uri": links.local(vhost),
        "dest-add-forward-headers": False,
        "ack-mode": "on-confirm",
        "reconnect-delay": links.RECONNECT,
        **target,
    }
    body = {"component": "shovel", "vhost": vhost, "name": name, "value": filled(value, turn.values)}
    turn.here.put("parameters", "shovel", vhost, name, body=body)
    return queue


def _messages(broker: Management, vhost: str, name: str) -> int:
    """Some seconds old: nothing is decided by it."""
    return int((broker.get("queues", vhost, name) or {}).get("messages") or 0)
