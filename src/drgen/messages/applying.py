"""Make one broker as wanted: what is owned is listed before it is made, so that a run that dies can be done again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from drgen.errors import DrgenError
from drgen.messages.definitions import Definitions
from drgen.messages.differences import Difference, Key, between, keys
from drgen.messages.management import Management

_PATHS = {  # of one object, by its key
    "vhosts": ("vhosts",),
    "users": ("users",),
    "permissions": ("permissions",),
    "exchanges": ("exchanges",),
    "queues": ("queues",),
    "policies": ("policies",),
}


def compare(broker: Management, instance: str, wanted: Definitions) -> list[Difference]:
    """What `apply` would do; reads only."""
    found = broker.get("definitions")
    return between(wanted, found, _owned(found, instance))


def apply(broker: Management, instance: str, wanted: Definitions, *, adopt: bool = False) -> list[Difference]:
    """Make the broker as wanted; returns what was done, nothing when it was so already.

    Raises DrgenError, before anything is changed, for objects that are in the way and not drgen's (unless `adopt`),
    for a resource alarm, and for a queue that must be made anew. A queue that is wanted no more goes once it is empty.
    """
    found = broker.get("definitions")
    owned = _owned(found, instance)
    if adopt:
        owned |= keys(wanted)
    differences = between(wanted, found, owned)
    _refuse(broker, differences)
    if not differences and owned & keys(found) == _owned(found, instance):
        return []
    listed = owned | {one.key for one in differences if one.how == "add"}
    _list(broker, instance, found, listed)
    _make([one for one in differences if one.how in ("add", "change")], broker)
    gone = [one for one in differences if one.how == "remove" and _removed(broker, one)]
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


def _refuse(broker: Management, differences: Sequence[Difference]) -> None:
    if foreign := [one.name for one in differences if one.how == "foreign"]:
        hint = "--adopt takes them over; else give them other names"
        raise DrgenError(f"{broker.where}: drgen did not make {', '.join(foreign)}, and would change it", hint=hint)
    if fixed := [one.name for one in differences if one.how == "fixed"]:
        hint = "RabbitMQ changes neither type nor arguments: drain and delete it, then apply again; or give a new name"
        raise DrgenError(f"{broker.where}: {', '.join(fixed)} would have to be made anew", hint=hint)
    if differences and (alarms := broker.alarms()):
        hint = "free the resource first: until then publishers and links are blocked, and nothing was changed"
        raise DrgenError(f"{broker.where} has an alarm: {', '.join(alarms)}", hint=hint)


def _make(differences: Sequence[Difference], broker: Management) -> None:
    """In one import: RabbitMQ takes the kinds in its own order, and thousands of queues in seconds."""
    bodies: Definitions = {}
    for one in differences:
        assert one.wanted is not None
        bodies.setdefault(one.kind, []).append(one.wanted)
    if bodies:
        broker.post("definitions", body=bodies)


def _removed(broker: Management, one: Difference) -> bool:
    """Delete what is left over; but no queue that still holds messages."""
    assert one.found is not None
    if one.kind == "queues" and _holds_messages(broker, one.found):
        return False
    broker.delete(*_path(one))
    return True


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
    assert one.found is not None
    found = one.found
    if one.kind == "parameters":
        return "parameters", found["component"], found["vhost"], found["name"]
    if one.kind != "bindings":
        return *_PATHS[one.kind], *one.key[1:]
    kind = found["destination_type"][0]  # q or e
    return (
        "bindings", found["vhost"], "e", found["source"], kind, found["destination"], _properties(found)
    )  # fmt: skip


def _properties(binding: dict[str, Any]) -> str:
    """What the API calls a binding without arguments: its routing key, `~` for an empty one."""
    return binding["routing_key"] or "~"
