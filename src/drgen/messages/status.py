"""Whether the links keep up: what a loss of the active region would lose now, and what would come twice.

RabbitMQ's own figures, which it renews every 5 seconds: a message younger than that may be missing in them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from drgen.messages import links
from drgen.messages.management import BrokerError, Management
from drgen.messages.topology import Brokers, Queue, other
from drgen.terms import Side

Verdict = Literal["ok", "behind", "unknown", "down"]
_COLUMNS = "vhost,name,messages,messages_unacknowledged,message_stats.publish_details.rate"
_STARTING = ("starting", "running")


@dataclass(frozen=True)
class Link:
    """One link. A figure is None where the active side does not answer."""

    name: str
    kind: str  # federation or shovel
    state: str  # running, starting, error, missing …
    error: str
    backlog: int | None  # messages that the other side does not have for sure
    unconfirmed: int | None  # those of them that are on their way
    age: float | None  # seconds since the oldest came, estimated: backlog over the rate at which it is filled
    rpo: int  # seconds

    @property
    def verdict(self) -> Verdict:
        if self.state != "running":
            return "down"
        if self.backlog is None or self.age is None:
            return "unknown"
        return "behind" if self.age > self.rpo else "ok"


@dataclass(frozen=True)
class Copies:
    """A queue that is filled in both regions."""

    queue: str
    active: int | None  # messages that wait
    passive: int | None
    lost_at_most: int | None  # if the active region were gone now
    twice: tuple[int, int] | None  # how many the passive side's consumers would see though they are done: least, most


@dataclass(frozen=True)
class Status:
    """One pair of brokers."""

    instance: str
    active: Side
    links: list[Link]
    copies: list[Copies]
    alarms: list[str]
    silent: list[Side]  # who does not answer

    @property
    def fine(self) -> bool:
        return not self.alarms and not self.silent and all(link.verdict == "ok" for link in self.links)


@dataclass(frozen=True)
class _Seen:
    """A queue as its broker reports it."""

    messages: int
    unacknowledged: int
    rate: float  # messages a second that come in


Reach = Callable[[Side, bool], Management]  # side, and whether its mover


def status(brokers: Brokers, active: Side, reach: Reach) -> Status:
    """Ask both sides; one that does not answer is named, and what only it knows stays None.

    Raises BrokerError for one that answers and refuses.
    """
    passive = other(active)
    silent: list[Side] = []
    alarms: list[str] = []
    seen = {side: _asked(reach, side, silent, alarms) for side in (active, passive)}
    states = _states(reach, passive, mover=brokers.has_mover) if passive not in silent or brokers.has_mover else {}
    found = [_link(brokers, wanted, states, seen[active]) for wanted in links.opened(brokers, passive, active)]
    copies = list(_copies(brokers, seen[active], seen[passive]))
    return Status(brokers.instance, active, found, copies, alarms, silent)


def lines(one: Status) -> Iterator[str]:
    """The same in words."""
    yield f"{one.instance}: {one.active} serves"
    for alarm in one.alarms:
        yield f"  ALARM    {alarm}"
    for side in one.silent:
        yield f"  SILENT   the broker of {side} does not answer: what waits there is unknown"
    for link in one.links:
        age = "?" if link.age is None else f"{link.age:.0f} s"
        backlog = "?" if link.backlog is None else f"{link.backlog} waiting, {link.unconfirmed} unconfirmed"
        yield f"  {link.verdict:<8} {link.kind} {link.name} {link.state}: {backlog}, {age} old; RPO {link.rpo} s"
        if link.error:
            yield f"           {link.error}"
    for copy in one.copies:
        lost = "?" if copy.lost_at_most is None else copy.lost_at_most
        twice = "?" if copy.twice is None else "{} to {}".format(*copy.twice)
        here, there = ("?" if count is None else count for count in (copy.active, copy.passive))
        yield f"  queue    {copy.queue}: {here} wait here, {there} copies there"
        yield f"           a loss now takes at most {lost}; {twice} come twice"


def _asked(reach: Reach, side: Side, silent: list[Side], alarms: list[str]) -> dict[tuple[str, str], _Seen] | None:
    try:
        with reach(side, False) as broker:
            alarms += [f"{side}: {alarm}" for alarm in broker.alarms()]
            return _queues(broker)
    except BrokerError as error:
        _refuse_to_guess(error)
        silent.append(side)
        return None


def _refuse_to_guess(error: BrokerError) -> None:
    """A broker that refuses us is not a silent one."""
    if error.kind != "silent":
        raise error


def _queues(broker: Management) -> dict[tuple[str, str], _Seen]:
    found = broker.get("queues", query=f"columns={_COLUMNS}") or []
    return {(one["vhost"], one["name"]): _seen(one) for one in found}


def _seen(one: dict[str, Any]) -> _Seen:
    stats = one.get("message_stats") or {}  # an empty list where nothing was published yet
    rate = stats.get("publish_details", {}).get("rate", 0.0)
    return _Seen(one.get("messages") or 0, one.get("messages_unacknowledged") or 0, rate)


def _states(reach: Reach, passive: Side, *, mover: bool) -> dict[tuple[str, str, str], tuple[str, str]]:
    """State and error of each link that runs there, by component, vhost and name."""
    try:
        with reach(passive, mover) as broker:
            shovels, upstreams = broker.get("shovels") or [], broker.get("federation-links") or []
    except BrokerError as error:
        _refuse_to_guess(error)
        return {}
    states = {("shovel", one["vhost"], one["name"]): (one["state"], one.get("reason", "")) for one in shovels}
    return states | {
        ("federation-upstream", one["vhost"], one["upstream"]): (one["status"], str(one.get("error", "")))
        for one in upstreams
    }


def _link(
    brokers: Brokers,
    wanted: dict[str, Any],
    states: dict[tuple[str, str, str], tuple[str, str]],
    active: dict[tuple[str, str], _Seen] | None,
) -> Link:
    state, error = states.get((wanted["component"], wanted["vhost"], wanted["name"]), ("missing", ""))
    kind = wanted["component"].removesuffix("-upstream")
    name = wanted["name"].removeprefix(links.OURS)
    if active is None:
        return Link(name, kind, state, error, None, None, None, brokers.rpo)
    buffers = list(_buffers(brokers, name, active))
    backlog, rate = sum(one.messages for one in buffers), sum(one.rate for one in buffers)
    age = 0.0 if not backlog else backlog / rate if rate else None
    return Link(name, kind, state, error, backlog, sum(one.unacknowledged for one in buffers), age, brokers.rpo)


def _buffers(brokers: Brokers, name: str, active: dict[tuple[str, str], _Seen]) -> Iterator[_Seen]:
    """What waits on the active side for this link, by the link's name without ours: queue.orders."""
    kind, _, of = name.partition(".")
    one = next(one for one in (brokers.queues if kind == "queue" else brokers.exchanges) if one.name == of)
    for (vhost, queue), seen in active.items():
        if vhost == one.vhost and _is_buffer(queue, of, moved=isinstance(one, Queue) and one.is_moved):
            yield seen


def _is_buffer(queue: str, of: str, *, moved: bool) -> bool:
    if moved:
        return queue == of
    return queue.startswith((f"federation: {of} -> ", f"{of}.to."))


def _copies(
    brokers: Brokers,
    here: dict[tuple[str, str], _Seen] | None,
    there: dict[tuple[str, str], _Seen] | None,
) -> Iterator[Copies]:
    linked = {one.name for one in brokers.exchanges if one.link != "none"}
    for queue in brokers.queues:
        feeding = linked & queue.bindings.keys()
        if not queue.is_copied and not feeding:
            continue
        key = (queue.vhost, queue.name)
        p = here[key].messages if here and key in here else None
        s = there[key].messages if there and key in there else None
        names = [*(["queue." + queue.name] if queue.is_copied else []), *(f"exchange.{name}" for name in feeding)]
        waiting = None if here is None else sum(_waiting(brokers, names, here))
        yield Copies(queue.name, p, s, waiting, _twice(p, s, waiting))


def _waiting(brokers: Brokers, names: Iterable[str], here: dict[tuple[str, str], _Seen]) -> Iterator[int]:
    for name in names:
        yield from (seen.messages for seen in _buffers(brokers, name, here))


def _twice(p: int | None, s: int | None, waiting: int | None) -> tuple[int, int] | None:
    """Every message that waits here is there or on its way; whatever else is there, somebody here has consumed."""
    if p is None or s is None or waiting is None:
        return None
    return max(0, s - p), max(0, min(s, s - p + waiting))
