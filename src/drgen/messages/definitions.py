"""What one broker holds, in the format of RabbitMQ's own definitions: it depends on its side and on who is active.

Links run from the active side to the passive one and are opened by the passive side, so that what survives a region
holds all that is needed to stop them. What turns with `active` is computed, never edited.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from drgen.messages import links
from drgen.messages.topology import Brokers, Exchange, Policy, Queue, other
from drgen.terms import Side

Object = dict[str, Any]
Definitions = dict[str, list[Object]]  # RabbitMQ's kinds of objects, each a list

OURS = "drgen."  # what drgen's own policies, upstreams and shovels are called starts with it
_PRIORITY = 1000  # one policy applies to a queue: ours, which holds the others' rules, too


def definitions(brokers: Brokers, side: Side, active: Side, *, source: Side | None = None) -> Definitions:
    """The objects of one side's broker while `active` serves; passwords and addresses are placeholders.

    Links come from `active`; in the middle of a planned move still from the other side, which `source` names.
    """
    queues = [*brokers.queues, *_buffers(brokers, side, active)]
    opened = [] if brokers.has_mover else links.opened(brokers, side, source or active)
    return {
        "vhosts": [{"name": name} for name in brokers.vhosts if name != "/"],
        "users": [_user(user.name, user.secret, user.tags) for user in brokers.users],
        "permissions": list(_permissions(brokers)),
        "exchanges": [_exchange(one) for one in brokers.exchanges],
        "queues": [_queue(one) for one in queues],
        "bindings": [one for queue in queues for one in _bindings(queue)],
        "policies": list(_policies(brokers, side, active, source or active)),
        "parameters": opened,
    }


def mover(brokers: Brokers, side: Side, source: Side) -> Definitions:
    """What the broker beside an Amazon MQ broker holds: the links, and nothing that anybody waits for."""
    return {"parameters": links.opened(brokers, side, source)}


def _buffers(brokers: Brokers, side: Side, active: Side) -> Iterator[Queue]:
    """The queues of the active side from which shovels take their copies."""
    if side != active:
        return
    to = other(side)
    for queue in brokers.queues:
        if queue.is_copied:
            yield Queue(links.buffer(queue.name, to), queue.vhost, queue.type, bindings=queue.bindings)
    for one in brokers.exchanges:
        if one.link == "shovel":
            yield Queue(links.buffer(one.name, to), one.vhost, bindings={one.name: ("#",)})


def _user(name: str, secret: str, tags: Iterable[str]) -> Object:
    return {"name": name, "password": f"${{secret:{secret}}}", "tags": sorted(tags)}


def _permissions(brokers: Brokers) -> Iterator[Object]:
    """The links' user may do all in every vhost: an imported vhost gives nobody anything."""
    everything = dict.fromkeys(("configure", "write", "read"), ".*")
    yield from ({"vhost": vhost, "user": brokers.username, **everything} for vhost in brokers.vhosts)
    for user in brokers.users:
        yield from ({"vhost": vhost, "user": user.name, **allowed} for vhost, allowed in user.permissions.items())


def _exchange(one: Exchange) -> Object:
    fixed = {"durable": True, "auto_delete": False, "internal": False, "arguments": {}}
    return {"vhost": one.vhost, "name": one.name, "type": one.type, **fixed}


def _queue(one: Queue) -> Object:
    fixed = {"durable": True, "auto_delete": False, "arguments": {"x-queue-type": one.type}}
    return {"vhost": one.vhost, "name": one.name, **fixed}


def _bindings(queue: Queue) -> Iterator[Object]:
    at = {"vhost": queue.vhost, "destination": queue.name, "destination_type": "queue", "arguments": {}}
    for exchange, keys in queue.bindings.items():
        yield from ({"source": exchange, "routing_key": key, **at} for key in keys)


def _policies(brokers: Brokers, side: Side, active: Side, source: Side) -> Iterator[Object]:
    """The spec's policies; and one for each queue or exchange that a link or a TTL needs, on top of what matches it."""
    for policy in brokers.policies:
        yield _policy(policy)
    for queue in brokers.queues:
        if own := links.queue_rules(brokers, queue, side, active, source):
            yield _own(brokers, "queues", queue.vhost, queue.name, own)
    for exchange in brokers.exchanges:
        if own := links.exchange_rules(exchange, side, source):
            yield _own(brokers, "exchanges", exchange.vhost, exchange.name, own)


def _own(brokers: Brokers, kind: str, vhost: str, name: str, rules: Object) -> Object:
    matching = [
        policy
        for policy in brokers.policies
        if policy.vhost == vhost and policy.apply_to in (kind, "all") and re.search(policy.pattern, name)
    ]
    under = max(matching, key=lambda policy: policy.priority, default=None)
    priority = max([_PRIORITY, *(policy.priority + 1 for policy in matching)])
    definition = {**(under.definition if under else {}), **rules}
    pattern = f"^{re.escape(name)}$"
    return _policy(Policy(f"{OURS}{kind[:-1]}.{name}", pattern, definition, vhost, kind, priority))


def _policy(policy: Policy) -> Object:
    return {
        "vhost": policy.vhost,
        "name": policy.name,
        "pattern": policy.pattern,
        "apply-to": policy.apply_to,
        "definition": dict(policy.definition),
        "priority": policy.priority,
    }
