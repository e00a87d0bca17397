"""What the tests put on the two nodes, and how they see what becomes of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace

import pika

from drgen.messages.applying import apply
from drgen.messages.definitions import definitions
from drgen.messages.differences import Difference
from drgen.messages.placeholders import Values, filled, nowhere
from drgen.messages.topology import Brokers, Exchange, Queue
from drgen.terms import SIDES, Side
from tests.messages.nodes import PASSWORD, Node

Nodes = tuple[Node, Node]

FEDERATED = Brokers(
    "events", "shop-events", secret="shop-events",
    exchanges=(Exchange("orders", link="federation"),),
    queues=(Queue("orders", ttl=3600, bindings={"orders": ("#",)}),),
)  # fmt: skip
MOVED_ON_DEMAND = Brokers("jobs", "shop-jobs", secret="shop-jobs", queues=(Queue("jobs", link="federation"),))
SHOVELLED = Brokers(
    "mail", "shop-mail", secret="shop-mail",
    exchanges=(Exchange("mail", type="direct"),),
    queues=(Queue("outbox", link="shovel", ttl=3600, bindings={"mail": ("out",)}),),
)  # fmt: skip


def values() -> Values:
    secrets = {f"DRGEN_MESSAGES_SECRET_SHOP_{name}": PASSWORD for name in ("EVENTS", "JOBS", "MAIL", "APP")}
    return Values(secrets, "test", nowhere, lambda side: (side, side))


def placed(brokers: Brokers, nodes: Nodes) -> Brokers:
    """The same, reached where the nodes listen."""
    addresses: dict[Side, str] = {side: node.address for side, node in zip(SIDES, nodes, strict=True)}
    return replace(brokers, addresses=addresses, ca=str(nodes[0].tls / "ca.pem"))


def put(
    brokers: Brokers, nodes: Nodes, side: Side, active: Side = "primary", *, adopt: bool = False
) -> list[Difference]:
    """Apply one side."""
    wanted = filled(definitions(placed(brokers, nodes), side, active), values())
    with nodes[SIDES.index(side)].management() as api:
        return apply(api, brokers.instance, wanted, adopt=adopt)


def link(brokers: Brokers, nodes: Nodes, active: Side = "primary") -> None:
    for side in SIDES:
        put(brokers, nodes, side, active)


def publish(node: Node, exchange: str, key: str, bodies: Iterable[str], *, vhost: str = "/") -> None:
    """Publish, each confirmed; the body is the message's id, too."""
    with node.channel(vhost) as channel:
        for body in bodies:
            channel.basic_publish(exchange, key, body.encode(), pika.BasicProperties(message_id=body, delivery_mode=2))


def consumed(node: Node, queue: str, *, least: int = 0) -> list[str]:
    """Everything in a queue, taken, once at least so many have come: it is empty when it says so twice."""
    found: list[str] = []
    empty = 0
    until = time.monotonic() + 60
    with node.channel() as channel:
        for method, _, body in channel.consume(queue, inactivity_timeout=0.3):
            if method is not None:
                found.append(body.decode())
                channel.basic_ack(method.delivery_tag)
                empty = 0
                continue
            empty += not channel.queue_declare(queue, passive=True).method.message_count
            if empty > 1 and (len(found) >= least or time.monotonic() > until):
                break
        channel.cancel()
    return found


def waiting(node: Node, queue: str, *, vhost: str = "/") -> int:
    """Messages in a queue, asked for by AMQP: the management API's figure is some seconds old."""
    with node.channel(vhost) as channel:
        return int(channel.queue_declare(queue, passive=True).method.message_count)


def running(node: Node, name: str) -> bool:
    """Whether a link of drgen's runs on this node."""
    with node.management() as api:
        shovels = {one["name"]: one["state"] for one in api.get("shovels")}
        upstreams = {one["upstream"]: one["status"] for one in api.get("federation-links")}
    return (shovels | upstreams).get(f"drgen.{name}") == "running"


def eventually(true: Callable[[], bool], patience: float = 60.0) -> bool:
    until = time.monotonic() + patience
    while not true():
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True
