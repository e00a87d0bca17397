"""What a platform's brokers shall hold, as the spec says it, and which links join the regions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from drgen import durations, platform, sides
from drgen.errors import DrgenError
from drgen.terms import SIDES, Side

if TYPE_CHECKING:
    from drgen.spec import Spec
    from drgen.stacks import Stack

AMQPS = 5671


@dataclass(frozen=True)
class Exchange:
    """An exchange, and the link that copies what it routes."""

    name: str
    vhost: str = "/"
    type: str = "topic"
    link: str = "none"
    direction: str = "from_active"  # or "both"
    ack_mode: str = "on-confirm"
    max_hops: int = 1
    expires: int | None = None  # seconds that the link's buffer outlives a broken link
    ttl: int | None = None  # seconds that a message waits in that buffer
    dedupe_key: str = "message_id"


@dataclass(frozen=True)
class Queue:
    """A queue, and the link that carries its messages."""

    name: str
    vhost: str = "/"
    type: str = "quorum"
    durable: bool = True  # its messages must survive the region; the queue itself always survives a restart
    link: str = "none"
    moves: bool = False  # the other region shall have the messages, not a copy of them
    ack_mode: str = "on-confirm"
    ttl: int | None = None  # seconds that copies wait in the passive region
    dedupe_key: str = "message_id"
    bindings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # routing keys by exchange

    @property
    def is_copied(self) -> bool:
        """Whether a shovel takes copies of its messages, from a queue beside it with the same bindings."""
        return self.link == "shovel" and bool(self.bindings) and not self.moves

    @property
    def is_moved(self) -> bool:
        """Whether its link takes messages away from the region that it links."""
        return self.link == "federation" or (self.link == "shovel" and not self.is_copied)


@dataclass(frozen=True)
class User:
    """A user whose password is a secret's value."""

    name: str
    secret: str  # its name in Secrets Manager
    tags: tuple[str, ...] = ()
    permissions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # by vhost


@dataclass(frozen=True)
class Policy:
    """A policy as the spec has it."""

    name: str
    pattern: str
    definition: Mapping[str, Any]
    vhost: str = "/"
    apply_to: str = "queues"
    priority: int = 0


@dataclass(frozen=True)
class Brokers:
    """One rabbitmq instance: the same broker in both regions."""

    instance: str
    name: str  # of the broker, equal in both regions
    hosted: str = "kubernetes"
    username: str = "drgen"
    secret: str = ""  # holds that user's password
    rpo: int = 60  # seconds
    queues: tuple[Queue, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    users: tuple[User, ...] = ()
    policies: tuple[Policy, ...] = ()
    addresses: Mapping[Side, str] = field(default_factory=dict)  # host or host:port, by side
    ca: str = "/etc/ssl/certs/ca-certificates.crt"
    namespace: str = "rabbitmq"
    plugins: tuple[str, ...] = ()

    @property
    def vhosts(self) -> list[str]:
        """Every vhost that something lies in, sorted."""
        named = [one.vhost for one in self.queues] + [one.vhost for one in self.exchanges]
        named += [policy.vhost for policy in self.policies]
        return sorted({"/", *named}.union(*(user.permissions for user in self.users)))

    @property
    def has_mover(self) -> bool:
        """Whether its links run on a broker of their own: Amazon MQ's cannot open them."""
        return self.hosted == "amazon_mq" and self.is_linked

    @property
    def is_linked(self) -> bool:
        """Whether anything crosses the regions."""
        kinds = {one.link for one in self.queues} | {one.link for one in self.exchanges}
        return bool(kinds - {"none"})


def other(side: Side) -> Side:
    """The side across."""
    return SIDES[1 - SIDES.index(side)]


def read(spec: Spec, stacks: Iterable[Stack]) -> Iterator[Brokers]:
    """The brokers of a platform that stand in both regions, by instance."""
    for pair, _ in sides.both(spec, stacks, "rabbitmq"):
        yield brokers(spec, pair.name, pair.primary)


def brokers(spec: Spec, instance: str, said: Mapping[str, Any]) -> Brokers:
    """One instance, by the settings that the primary is told."""
    given, rest = platform.own(spec, instance), said["topology"]
    name: str = given["name"]
    return Brokers(
        instance=instance,
        name=name,
        hosted=said["hosted"],
        username=said["username"],
        secret=name,
        rpo=given["objectives"]["rpo_seconds"],
        queues=tuple(_queue(key, one) for key, one in sorted(said["queues"].items())),
        exchanges=tuple(_exchange(key, one) for key, one in sorted(said["exchanges"].items())),
        users=tuple(_user(key, one, spec.name) for key, one in sorted(rest["users"].items())),
        policies=tuple(_policy(key, one) for key, one in sorted(rest["policies"].items())),
        addresses=rest["addresses"] or {},
        ca=rest["ca"],
        namespace=rest["namespace"],
        plugins=tuple(sorted(rest["plugins"])),
    )


def _queue(name: str, said: Mapping[str, Any]) -> Queue:
    plain = {key: said[key] for key in ("vhost", "type", "durable", "link", "moves", "ack_mode", "dedupe_key")}
    bindings = {exchange: tuple(keys) for exchange, keys in sorted(said["bindings"].items())}
    return Queue(name, **plain, ttl=_seconds(said["ttl"]), bindings=bindings)


def _exchange(name: str, said: Mapping[str, Any]) -> Exchange:
    keys = ("vhost", "type", "link", "direction", "ack_mode", "dedupe_key")
    plain: dict[str, Any] = {key: said[key] for key in keys}
    plain |= {"expires": _seconds(said["expires"]), "ttl": _seconds(said["ttl"]), "max_hops": int(said["max_hops"])}
    return Exchange(name, **plain)


def _user(name: str, said: Mapping[str, Any], prefix: str) -> User:
    permissions = {vhost: dict(allowed) for vhost, allowed in sorted(said["permissions"].items())}
    return User(name, f"{prefix}-{said['secret_name']}", tuple(said["tags"]), permissions)


def _policy(name: str, said: Mapping[str, Any]) -> Policy:
    try:
        re.compile(said["pattern"])
    except re.error as error:
        hint = (
            r"drgen reads it too, to see whose rules its own policies hide: as Python does, without \Q, \z or (?<name>"
        )
        raise DrgenError(f"topology.policies.{name}.pattern {said['pattern']}: {error}", hint=hint) from error
    definition = {key: _value(value) for key, value in sorted(said["definition"].items())}
    return Policy(name, said["pattern"], definition, said["vhost"], said["apply_to"], int(said["priority"]))


def _value(said: Any) -> Any:
    """A value of a policy: Terraform's map of strings holds numbers and booleans as text."""
    if not isinstance(said, str):
        return said
    if said in ("true", "false"):
        return said == "true"
    return int(said) if said.isdecimal() else said


def _seconds(said: str | None) -> int | None:
    return None if said is None else durations.seconds(said)
