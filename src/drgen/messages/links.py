"""Federation upstreams and shovels: how messages get from the active side's broker to the passive one's.

| link | what it does | what is lost with the region |
|---|---|---|
| exchange, federation or shovel | copies | what waits in its buffer |
| queue, shovel, with bindings | copies, from a queue beside it | what waits in that queue |
| queue, shovel, no bindings or `moves` | moves: the source is emptied | what was not moved yet |
| queue, federation | moves when somebody consumes in the passive region | all that waits in the queue |

https://www.rabbitmq.com/docs/federation and https://www.rabbitmq.com/docs/shovel
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from drgen.messages.topology import AMQPS, Brokers, Exchange, Queue, other
from drgen.terms import Side

Object = dict[str, Any]

OURS = "drgen."
RECONNECT = 5  # seconds between two attempts
PREFETCH = 1000  # messages on their way, unconfirmed: RabbitMQ's own default


def buffer(name: str, to: Side) -> str:
    """The queue, on the active side, from which a shovel takes copies."""
    return f"{name}.to.{to}"


def upstream_queue(exchange: str, brokers: Brokers, side: Side) -> str:
    """What RabbitMQ calls the buffer of a federated exchange, on the upstream: after the cluster that links to it."""
    return f"federation: {exchange} -> {cluster(brokers, side)}"


def cluster(brokers: Brokers, side: Side) -> str:
    """The name of a broker's cluster: distinct, or federation takes the two for one."""
    return f"{brokers.name}-{side}"


def opened(brokers: Brokers, side: Side, source: Side) -> list[Object]:
    """The links that run on this side's broker, or on the mover beside it, while `source` feeds the other side."""
    found = [*_queue_links(brokers, side, source), *_exchange_links(brokers, side, source)]
    return sorted(found, key=lambda one: (one["component"], one["vhost"], one["name"]))


def queue_rules(brokers: Brokers, queue: Queue, side: Side, active: Side, source: Side) -> Object:
    """What a policy has to say of a queue on this side: copies expire where nobody consumes them, only there."""
    fed = any(one.link != "none" and one.name in queue.bindings for one in brokers.exchanges)
    waits = side != active and (queue.is_copied or fed)
    expiring = {"message-ttl": queue.ttl * 1000} if queue.ttl and waits else {}
    linked = queue.link == "federation" and side != source
    return expiring | ({"federation-upstream": _name("queue", queue.name)} if linked else {})


def exchange_rules(exchange: Exchange, side: Side, source: Side) -> Object:
    """What a policy has to say of an exchange on this side."""
    runs = exchange.link == "federation" and (side != source or exchange.direction == "both")
    return {"federation-upstream": _name("exchange", exchange.name)} if runs else {}


def uri(brokers: Brokers, side: Side, vhost: str) -> str:
    """Where a side's broker is reached, verified: a placeholder stands for the password, and for what AWS decides."""
    query = f"cacertfile={brokers.ca}&verify=verify_peer&server_name_indication={_server(brokers, side)}"
    more = "&heartbeat=10&connection_timeout=10000"
    return (
        f"amqps://{brokers.username}:${{quoted:{brokers.secret}}}@{_address(brokers, side)}/{_q(vhost)}?{query}{more}"
    )


def local(vhost: str) -> str:
    """The broker itself, without a network in between."""
    return f"amqp:///{_q(vhost)}"


def _address(brokers: Brokers, side: Side) -> str:
    said = brokers.addresses.get(side) or f"${{address:{side}}}"
    return said if ":" in said and not said.startswith("$") else f"{said}:{AMQPS}"


def _server(brokers: Brokers, side: Side) -> str:
    """The name in the certificate: across a peering an Amazon MQ broker is reached by another name than its own."""
    return brokers.addresses[side].split(":")[0] if side in brokers.addresses else f"${{server:{side}}}"


def _queue_links(brokers: Brokers, side: Side, source: Side) -> list[Object]:
    if side == source:
        return []
    return [
        _upstream("queue", queue, {"uri": uri(brokers, source, queue.vhost), "queue": queue.name})
        if queue.link == "federation"
        else _shovel(brokers, "queue", queue, side, source)
        for queue in brokers.queues
        if queue.link != "none"
    ]


def _exchange_links(brokers: Brokers, side: Side, source: Side) -> list[Object]:
    found = []
    for one in brokers.exchanges:
        if exchange_rules(one, side, source):
            spans = {"expires": one.expires, "message-ttl": one.ttl}
            more = {key: seconds * 1000 for key, seconds in spans.items() if seconds}
            where = {"uri": uri(brokers, other(side), one.vhost), "exchange": one.name, "max-hops": one.max_hops}
            found.append(_upstream("exchange", one, where | more))
        elif one.link == "shovel" and side != source:
            found.append(_shovel(brokers, "exchange", one, side, source))
    return found


def _upstream(kind: str, one: Queue | Exchange, where: Object) -> Object:
    value = where | {"ack-mode": one.ack_mode, "prefetch-count": PREFETCH, "reconnect-delay": RECONNECT}
    return _parameter("federation-upstream", _name(kind, one.name), one.vhost, value | {"trust-user-id": False})


def _shovel(brokers: Brokers, kind: str, one: Queue | Exchange, side: Side, source: Side) -> Object:
    taken = one.name if isinstance(one, Queue) and not one.is_copied else buffer(one.name, side)
    value = {
        "src-protocol": "amqp091",
        "src-uri": uri(brokers, source, one.vhost),
        "src-queue": taken,
        "src-prefetch-count": PREFETCH,
        "src-delete-after": "never",
        "dest-protocol": "amqp091",
        "dest-uri": uri(brokers, side, one.vhost) if brokers.has_mover else local(one.vhost),
        f"dest-{kind}": one.name,
        "dest-add-forward-headers": False,
        "ack-mode": one.ack_mode,
        "reconnect-delay": RECONNECT,
    }
    # A mover has no vhost but its own: the URIs say whose queues it serves.
    vhost = "/" if brokers.has_mover else one.vhost
    return _parameter("shovel", _name(kind, one.name), vhost, value)


def _parameter(component: str, name: str, vhost: str, value: Object) -> Object:
    return {"component": component, "vhost": vhost, "name": name, "value": dict(sorted(value.items()))}


def _name(kind: str, name: str) -> str:
    return f"{OURS}{kind}.{name}"


def _q(vhost: str) -> str:
    return quote(vhost, safe="")
