"""What crosses between two brokers, what has not, and what runs: looked at, never changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from drgen.errors import DrgenError
from drgen.messages import links
from drgen.messages.management import Management
from drgen.messages.placeholders import Values
from drgen.messages.topology import Brokers, Queue, other
from drgen.terms import Side

ONCE = "drgen.once."  # shovels that end by themselves when they have moved what was there


@dataclass(frozen=True)
class Turn:
    """One side of a pair: its broker, and where its links run, which is the broker itself or the mover beside it."""

    brokers: Brokers
    side: Side
    here: Management
    runs: Management
    values: Values


def incoming(brokers: Brokers, side: Side) -> list[dict[str, Any]]:
    """The links into one side's broker that it does not keep while it serves, in the order in which they stop."""
    kept = [one["name"] for one in links.opened(brokers, side, side)]
    found = [one for one in links.opened(brokers, side, other(side)) if one["name"] not in kept]
    return sorted(found, key=lambda link: str(link["component"]), reverse=True)


def busy(turn: Turn) -> list[str]:
    """The shovels of `recover`, `park` and `move` that are not through."""
    found = turn.runs.get("parameters", "shovel") or []
    return sorted(one["name"].removeprefix(ONCE) for one in found if one["name"].startswith(ONCE))


def uncrossed(turn: Turn, source: Management) -> list[str]:
    """The buffers of the other side's links that still hold something for this one: looked into, which is exact.

    RabbitMQ deletes the buffer of a federated exchange, and what is in it, with the link into a broker that is alive.
    """
    moved = {queue.name for queue in turn.brokers.queues if queue.is_moved}
    found = [(queue, vhost) for queue, vhost, _ in buffers(turn, source) if queue not in moved]
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


def copied(brokers: Brokers) -> list[Queue]:
    """The queues of which both sides hold messages, so that some may come twice."""
    linked = {one.name for one in brokers.exchanges if one.link != "none"}
    return [queue for queue in brokers.queues if queue.is_copied or linked & queue.bindings.keys()]


def buffers(turn: Turn, lost: Management) -> Iterator[tuple[str, str, dict[str, str]]]:
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
