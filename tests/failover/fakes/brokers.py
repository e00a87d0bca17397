"""RabbitMQ brokers behind their management APIs: what they hold, whose messages wait where, and links that carry them.

Only the socket is not real: paths, statuses and errors go through drgen's own client. A shovel that ends by itself
needs some seconds, and the link of a federated exchange takes its buffer along when it is deleted, as seen of
RabbitMQ 3.10.
"""

from __future__ import annotations

import base64
import hashlib
import json
import ssl
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from drgen.messages import differences
from drgen.messages.crossing import ONCE
from drgen.messages.definitions import Definitions
from drgen.messages.management import Management
from tests.failover.fakes.clock import FakeClock

_CONTEXT = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # of no use here, and slow to make
At = tuple[str, str]  # vhost and queue
_PARTS = {"vhosts": 1, "users": 1, "permissions": 2, "exchanges": 2, "queues": 2, "policies": 2, "parameters": 3,
          "global-parameters": 1}  # fmt: skip


@dataclass
class Broker:
    """One broker: objects by kind and path, and the messages that wait in each queue."""

    region: str
    host: str  # under which links reach it
    cluster: str = ""
    objects: dict[str, dict[tuple[str, ...], dict[str, Any]]] = field(default_factory=lambda: defaultdict(dict))
    messages: dict[At, list[str]] = field(default_factory=lambda: defaultdict(list))
    alarms: list[str] = field(default_factory=list)
    begun: dict[str, float] = field(default_factory=dict)  # shovel → when

    def load(self, instance: str, wanted: Definitions) -> None:
        """Hold what was once applied."""
        for kind in differences.KINDS:
            for one in wanted.get(kind, []):
                self.put(kind, path(kind, one), dict(one))
        record = {"objects": sorted(map(list, differences.keys(wanted))), "version": 1}
        name = f"drgen-{instance}"
        self.put("global-parameters", (name,), {"name": name, "value": record})

    def put(self, kind: str, at: tuple[str, ...], body: dict[str, Any]) -> None:
        if kind == "users" and "password" in body:
            salted = b"salt" + hashlib.sha256(b"salt" + body.pop("password").encode()).digest()
            body |= {"password_hash": base64.b64encode(salted).decode(), "tags": body.get("tags") or []}
        self.objects[kind][at] = body

    def definitions(self) -> dict[str, Any]:
        return {kind.replace("-", "_"): list(found.values()) for kind, found in self.objects.items()}

    def queue(self, at: At) -> dict[str, Any]:
        return {"vhost": at[0], "name": at[1], "messages": len(self.messages[at]), "state": "running"}

    def publish(self, vhost: str, exchange: str, *bodies: str) -> None:
        """To every queue that is bound, and to the buffers of federation links; keys do not matter here."""
        bound = {b["destination"] for b in self.objects["bindings"].values() if b["source"] == exchange}
        bound |= {name for _, name in self.objects["queues"] if name.startswith(f"federation: {exchange} -> ")}
        for queue in bound:
            self.messages[vhost, queue] += bodies


def path(kind: str, one: dict[str, Any]) -> tuple[str, ...]:
    """Where the API has an object."""
    if kind == "parameters":
        return (one["component"], one["vhost"], one["name"])
    if kind == "bindings":
        return (one["vhost"], "e", one["source"], "q", one["destination"], one["routing_key"] or "~")
    return tuple(one[part] for part in differences.KINDS[kind].key)


@dataclass
class Rabbit:
    """Every broker and mover, by the URL of its management API."""

    clock: FakeClock
    password: Callable[[str], bool]
    met: Callable[[str, str, tuple[str, ...]], None]  # region, operation, path: what may go wrong on the way
    brokers: dict[str, Broker] = field(default_factory=dict)
    dark: set[str] = field(default_factory=set)
    takes: float = 3.0  # seconds that a shovel that ends needs

    def management(self, url: str, user: str, password: str) -> Management:
        return _Api(self, url, user, password)

    def asked(self, url: str, verb: str, target: str, body: Any) -> tuple[int, Any]:
        """One request."""
        broker = self.brokers[url]
        at = tuple(unquote(part) for part in urlsplit(target).path.split("/")[2:])
        is_read = verb == "GET" or at[-1] == "get"
        self.met(broker.region, "get_broker" if is_read else "turn", at)
        self.flow()
        return getattr(self, f"_{verb.lower()}")(broker, at, body)  # type: ignore[no-any-return]

    def _get(self, broker: Broker, at: tuple[str, ...], _: Any) -> tuple[int, Any]:
        if at == ("definitions",):
            return 200, broker.definitions()
        if at == ("health", "checks", "alarms"):
            found = [{"resource": one, "node": "rabbit@a"} for one in broker.alarms]
            return (503 if found else 200), {"alarms": found}
        if at[0] in ("shovels", "federation-links"):
            return 200, self._links(broker, at[0])
        kind, rest = at[0], at[1:]
        if len(rest) == _PARTS[kind]:
            found_one = broker.objects[kind].get(rest)
            full = broker.queue((rest[0], rest[1])) if kind == "queues" and found_one else {}
            return (200, found_one | full) if found_one else (404, None)
        listed = {key: one for key, one in broker.objects[kind].items() if key[: len(rest)] == rest}
        if kind == "queues":
            return 200, [one | broker.queue((key[0], key[1])) for key, one in listed.items()]
        return 200, list(listed.values())

    def _put(self, broker: Broker, at: tuple[str, ...], body: Any) -> tuple[int, Any]:
        named = {"permissions": ("vhost", "user"), "parameters": ("component", "vhost", "name")}
        keys = named.get(at[0], ("vhost", "name")[-_PARTS[at[0]] :])
        broker.put(at[0], at[1:], dict(zip(keys, at[1:], strict=True)) | body)
        if at[:2] == ("parameters", "shovel"):
            broker.begun[at[3]] = self.clock.seconds
        return 201, None

    def _post(self, broker: Broker, at: tuple[str, ...], body: Any) -> tuple[int, Any]:
        if at[-1] == "get":
            return 200, [{"payload": one} for one in broker.messages[at[1], at[2]][:1]]
        vhost, _, source, _, destination = at[1:]
        one = {"vhost": vhost, "source": source, "destination_type": "queue", "destination": destination, **body}
        broker.objects["bindings"][path("bindings", one)] = one
        return 201, None

    def _delete(self, broker: Broker, at: tuple[str, ...], _: Any) -> tuple[int, Any]:
        found = broker.objects[at[0]].pop(at[1:], None)
        if at[0] == "queues":
            broker.messages.pop((at[1], at[2]), None)
        if found and at[1:2] == ("federation-upstream",):
            source, buffer = self._upstream(broker, found)
            if source:
                source.objects["queues"].pop((at[2], buffer), None)
                source.messages.pop((at[2], buffer), None)
        return (204, None) if found else (404, None)

    def _links(self, broker: Broker, kind: str) -> list[dict[str, Any]]:
        shovels = ("shovel", "name", "state")
        wanted, name, state = shovels if kind == "shovels" else ("federation-upstream", "upstream", "status")
        found = [at for at in broker.objects["parameters"] if at[0] == wanted]
        return [{"vhost": at[1], name: at[2], state: "running"} for at in found]

    def flow(self) -> None:
        """Let every link carry what it can by now."""
        for broker in [one for one in self.brokers.values() if one.region not in self.dark]:
            for at, one in list(broker.objects["parameters"].items()):
                if at[0] == "shovel" and self._is_through(broker, at[2]):
                    self._carry(broker, at, one["value"])
                elif at[0] == "federation-upstream" and "exchange" in one["value"]:
                    source, buffer = self._upstream(broker, one)
                    if source:
                        source.objects["queues"].setdefault((at[1], buffer), {"vhost": at[1], "name": buffer})
                        moved = source.messages.pop((at[1], buffer), [])
                        broker.publish(at[1], one["value"]["exchange"], *moved)

    def _is_through(self, broker: Broker, name: str) -> bool:
        return self.clock.seconds - broker.begun.get(name, 0.0) >= (self.takes if name.startswith(ONCE) else 0.0)

    def _carry(self, broker: Broker, at: tuple[str, ...], value: dict[str, Any]) -> None:
        source, target = self._host(broker, value["src-uri"]), self._host(broker, value["dest-uri"])
        if source is None or target is None:
            return
        vhost = unquote(urlsplit(value["src-uri"]).path[1:]) or "/"
        moved = source.messages.pop((vhost, value["src-queue"]), [])
        if "dest-exchange" in value:
            target.publish(vhost, value["dest-exchange"], *moved)
        else:
            target.objects["queues"].setdefault(
                (vhost, value["dest-queue"]), {"vhost": vhost, "name": value["dest-queue"]}
            )
            target.messages[vhost, value["dest-queue"]] += moved
        if at[2].startswith(ONCE):
            del broker.objects["parameters"][at]

    def _upstream(self, broker: Broker, one: dict[str, Any]) -> tuple[Broker | None, str]:
        source = self._host(broker, one["value"]["uri"])
        return source, f"federation: {one['value'].get('exchange')} -> {broker.cluster}"

    def _host(self, broker: Broker, uri: str) -> Broker | None:
        """The broker at the other end; None where it is dark."""
        host = urlsplit(uri).hostname
        found = broker if not host else next(one for one in self.brokers.values() if one.host == host)
        return None if found.region in self.dark else found


class _Api(Management):
    """drgen's client, without a network."""

    def __init__(self, rabbit: Rabbit, url: str, user: str, password: str) -> None:
        super().__init__(url, user, password, context=_CONTEXT)
        self._rabbit, self._at = rabbit, (url, user, password)

    def another(self) -> Management:
        return self._rabbit.management(*self._at)

    def _send(self, verb: str, target: str, body: Any) -> tuple[int, bytes]:
        status, said = (401, None)
        if self._rabbit.password(self._at[2]):
            status, said = self._rabbit.asked(self._at[0], verb, target, body)
        return status, b"" if said is None else json.dumps(said).encode()
