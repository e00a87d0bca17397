"""What a running broker lacks, has otherwise, or has left over; and whose it is.

RabbitMQ's objects carry no mark, so what drgen made is listed on the broker itself, in the global parameter
`drgen-<instance>`. Only what is listed there is ever changed or deleted.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from drgen.messages.definitions import Definitions, Object

Key = tuple[str, ...]  # kind, then what names an object of that kind
How = Literal["add", "change", "remove", "foreign", "fixed"]


@dataclass(frozen=True)
class Kind:
    """How one kind of object is named, and what of it can be compared; `fixed`: RabbitMQ changes none of it."""

    key: tuple[str, ...]
    compared: tuple[str, ...] = ()
    fixed: bool = False


KINDS = {  # in the order in which they can be made; removed the other way round
    "vhosts": Kind(("name",)),
    "users": Kind(("name",), ("tags", "password")),
    "permissions": Kind(("vhost", "user"), ("configure", "write", "read")),
    "exchanges": Kind(("vhost", "name"), ("type", "durable", "auto_delete", "internal", "arguments"), fixed=True),
    "queues": Kind(("vhost", "name"), ("durable", "auto_delete", "arguments"), fixed=True),
    "bindings": Kind(("vhost", "source", "destination_type", "destination", "routing_key", "arguments")),
    "policies": Kind(("vhost", "name"), ("pattern", "apply-to", "definition", "priority")),
    "parameters": Kind(("vhost", "component", "name"), ("value",)),
}


@dataclass(frozen=True)
class Difference:
    """One object that is not as wanted. `foreign`: drgen did not make it; `fixed`: it would have to be made anew."""

    how: How
    kind: str
    key: Key
    wanted: Object | None
    found: Object | None

    @property
    def name(self) -> str:
        """The object in words, without anything secret."""
        singular = self.kind.replace("ies", "ys").removesuffix("s")
        return f"{singular} {' '.join(part for part in self.key[1:] if part not in ('/', '{}'))}"


def between(wanted: Definitions, found: Definitions, owned: set[Key]) -> list[Difference]:
    """What it takes to make the broker as wanted, in the order in which it can be done."""
    differences = []
    for kind in KINDS:
        here, there = _by_key(kind, wanted), _by_key(kind, found)
        differences += [
            _judged(kind, key, one, there.get(key), owned)
            for key, one in here.items()
            if not _equal(kind, one, there.get(key))
        ]
    return differences + list(_left_over(wanted, found, owned))


def keys(definitions: Definitions) -> set[Key]:
    """The keys of every object in it."""
    return {key for kind in KINDS for key in _by_key(kind, definitions)}


def _by_key(kind: str, definitions: Mapping[str, Any]) -> dict[Key, Object]:
    return {(kind, *(_text(one[part]) for part in KINDS[kind].key)): one for one in definitions.get(kind, [])}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True)


def _judged(kind: str, key: Key, wanted: Object, found: Object | None, owned: set[Key]) -> Difference:
    how: How = "add"
    if found is not None:
        how = "foreign" if key not in owned else "fixed" if KINDS[kind].fixed else "change"
    return Difference(how, kind, key, wanted, found)


def _left_over(wanted: Definitions, found: Definitions, owned: set[Key]) -> Iterator[Difference]:
    for kind in reversed(KINDS):
        here = _by_key(kind, wanted)
        for key, one in _by_key(kind, found).items():
            if key in owned and key not in here:
                yield Difference("remove", kind, key, None, one)


def _equal(kind: str, wanted: Object, found: Object | None) -> bool:
    if found is None:
        return False
    return all(_same(part, wanted, found) for part in KINDS[kind].compared)


def _same(part: str, wanted: Object, found: Object) -> bool:
    if part == "password":
        return _fits(wanted["password"], found)
    if part == "tags":
        tags = found.get("tags", [])  # a list from 3.9 on, before that words with commas
        return sorted(tags.split(",") if isinstance(tags, str) else tags) == list(wanted["tags"])
    return bool(wanted[part] == found.get(part))


def _fits(password: str, found: Object) -> bool:
    """Whether a user has this password: RabbitMQ keeps 4 bytes of salt and a SHA-256 of both.

    https://www.rabbitmq.com/docs/passwords#this-is-the-algorithm
    """
    hashed = base64.b64decode(found.get("password_hash") or "")
    return hashlib.sha256(hashed[:4] + password.encode()).digest() == hashed[4:]
