"""Make one broker as wanted: what is owned is listed before it is made, so that a run that dies can be done again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any
from urllib.parse import quote_plus

from drgen.errors import DrgenError
from drgen.messages.definitions import Definitions
from drgen.messages.differences import KINDS, Difference, Key, between, keys
from drgen.messages.management import BrokerError, Management

_ABREAST = 16  # connections on which objects are made


def compare(broker: Management, instance: str, wanted: Definitions) -> list[Difference]:
    """What `apply` would do; reads only."""
    found = broker.must("definitions")
    return between(wanted, found, _owned(found, instance))


def due(broker: Management, instance: str, wanted: Definitions) -> list[Difference]:
    """What `apply` would do now: not what waits until a queue or a vhost that is wanted no more is empty."""
    found = compare(broker, instance, wanted)
    return [one for one in found if not (one.how == "remove" and _stays(broker, one, found))]


def apply(broker: Management, instance: str, wanted: Definitions, *, adopt: bool = False) -> list[Difference]:
    """Make the broker as wanted; returns what was done, nothing when it was so already.

    Raises BrokerError, before anything is changed, for objects that are in the way and not drgen's (unless `adopt`),
    for a resource alarm, and for a queue that must be made anew. A queue or vhost that is wanted no more goes once it
    is empty.
    """
    found = broker.must("definitions")
    owned = _owned(found, instance)
    if adopt:
        owned |= keys(wanted)
    differences = between(wanted, found, owned)
    refuse(broker, differences)
    if not differences and owned & keys(found) == _owned(found, instance):
        return []
    listed = owned | {one.key for one in differences if one.how == "add"}
    _list(broker, instance, found, listed)
    _make(differences, broker)
    gone = [one for one in differences if one.how == "remove" and _removed(broker, one, differences)]
    now = listed - {one.key for one in gone}
    _list(broker, instance, found, now & (keys(wanted) | keys(found)))
    return [one for one in differences if one.how != "remove" or one in gone]


def _owned(found: dict[str, Any], instance: str) -> set[Key]:
    values = [one["value"] for one in found.get("global_parameters", []) if one["name"] == _record(instance)]
    return {tuple(key) for value in values for key in value["objects"]}


def _record(instance: str) -> str:
    return f"drgen-{instance}"


def _list(broker: Management, instance: str, found: dict[str, Any], owned: Iterable[Key]) -> None:
    """Write down whose objects these are, unless that is what the broker has."""
    value = {"objects": sorted(map(list, owned)), "version": 1}
    body = {"name": _record(instance), "value": value}
    broker.put("global-parameters", _record(instance), body=body)
    found["global_parameters"] = [body]


def refuse(broker: Management, differences: Sequence[Difference]) -> None:
    """Raise BrokerError where these differences cannot be made."""
    if foreign := [one.name for one in differences if one.how == "foreign"]:
        hint = "--adopt takes them over; else give them other names"
        raise BrokerError(f"{broker.where}: drgen did not make {', '.join(foreign)}, and would change it", hint)
    if fixed := [one.name for one in differences if one.how == "fixed"]:
        hint = "RabbitMQ changes neither type nor arguments: drain and delete it, then apply again; or give a new name"
        raise BrokerError(f"{broker.where}: {', '.join(fixed)} would have to be made anew", hint)
    if differences and (alarms := broker.alarms()):
        hint = "free the resource first: until then publishers and links are blocked, and nothing was changed"
        raise BrokerError(f"{broker.where} has an alarm: {', '.join(alarms)}", hint)


def _make(differences: Sequence[Difference], broker: Management) -> None:
    """One kind after another, its objects side by side.

    Not by one import of definitions: RabbitMQ 3.10 was seen to answer an import of 1,000 quorum queues never, and an
    import that fails does not name the object.
    """
    made = [one for one in differences if one.how in ("add", "change")]
    with ExitStack() as opened:
        connections = [opened.enter_context(broker.another()) for _ in range(min(_ABREAST, len(made)))]
        with ThreadPoolExecutor(_ABREAST) as pool:
            for kind in KINDS:
                of_kind = [one for one in made if one.kind == kind]
                shares = [(each, of_kind[start::_ABREAST]) for start, each in enumerate(connections)]
                list(pool.map(lambda share: _put(*share), shares))


def _put(broker: Management, differences: Sequence[Difference]) -> None:
    for one in differences:
        assert one.wanted is not None
        wanted = dict(one.wanted)
        if one.kind == "bindings":
            body = {"routing_key": wanted["routing_key"], "arguments": wanted["arguments"]}
            broker.post(*_between(wanted), body=body)
            continue
        if one.kind == "users":
            wanted["tags"] = ",".join(wanted["tags"])
        broker.put(*_path(one), body=wanted)


def _removed(broker: Management, one: Difference, differences: Sequence[Difference]) -> bool:
    """Delete what is left over; but no queue that still holds messages, and no vhost that holds anything."""
    if _stays(broker, one, differences):
        return False
    broker.delete(*_path(one))
    return True


def _stays(broker: Management, one: Difference, differences: Sequence[Difference]) -> bool:
    """Whether what is left over is still needed: by messages, or by what others have in a vhost of ours.

    RabbitMQ deletes a vhost with all that is in it. Who may use one that stays still may: it can be emptied.
    """
    if one.kind == "queues":
        return _holds_messages(broker, one.found or {})
    vhosts = {each.key[1] for each in differences if each.how == "remove" and each.kind == "vhosts"}
    return one.kind in ("permissions", "vhosts") and one.key[1] in vhosts and _holds_objects(broker, one.key[1])


def _holds_objects(broker: Management, vhost: str) -> bool:
    """Its definitions lack queues that are not durable. One that does not let us look is taken for a full one."""
    try:
        found = broker.get("definitions", vhost) or {}
        queues = broker.get("queues", vhost, query="columns=name")
    except DrgenError:
        return True
    return bool(queues or any(found.get(kind) for kind in ("exchanges", "policies", "parameters")))


def _holds_messages(broker: Management, queue: dict[str, Any]) -> bool:
    """Counted, which is some seconds old and knows those that a consumer holds; and looked at, which is exact.

    A queue that does not answer, because most of its members are gone, is taken for a full one.
    """
    at = ("queues", queue["vhost"], queue["name"])
    found = broker.get(*at) or {}
    if found.get("messages") or found.get("state", "running") != "running":
        return True
    try:
        return bool(broker.post(*at, "get", body={"count": 1, "ackmode": "ack_requeue_true", "encoding": "auto"}))
    except DrgenError:
        return True


def _path(one: Difference) -> tuple[str, ...]:
    """Where one object is: by its key, or for a binding, by what the API calls it."""
    if one.kind == "parameters":
        _, vhost, component, name = one.key
        return "parameters", component, vhost, name
    if one.kind == "bindings":
        assert one.found is not None
        key = quote_plus(one.found["routing_key"]).replace("~", "%7E")  # the API decodes it twice, and splits at ~
        return *_between(one.found), key or "~"  # what the API calls one without arguments
    return one.kind, *one.key[1:]


def _between(binding: dict[str, Any]) -> tuple[str, ...]:
    kind = binding["destination_type"][0]  # q or e
    return "bindings", binding["vhost"], "e", binding["source"], kind, binding["destination"]
