"""The primary's broker dies in the middle of 10,000 confirmed messages, and comes back.

Nothing here waits for a time: producers stop where a test wants to look, and go on when it has looked.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

import pika
import pytest

from drgen.messages import crossing
from drgen.messages.crossing import Turn, busy
from drgen.messages.management import Management
from drgen.messages.topology import Brokers
from drgen.messages.turning import PARKED, discard, done, move, park, recover, take_over, wait
from drgen.terms import SIDES, Side
from tests.messages.linked import (
    FEDERATED,
    SHOVELLED,
    Nodes,
    consumed,
    eventually,
    link,
    placed,
    put,
    running,
    values,
    waiting,
)
from tests.messages.nodes import Node
from tests.messages.test_status import asked

CUT, PAUSE, KILL, MOST = 4_500, 5_000, 5_500, 7_500  # of 10,000 messages: when what happens
DONE_BEFORE = 500  # consumed in the primary region before it is lost


@dataclass
class Shop:
    """A producer and a consumer at the primary's broker, who remember."""

    node: Node
    brokers: Brokers
    confirmed: list[str] = field(default_factory=list)
    done: set[str] = field(default_factory=set)
    limit: int = CUT  # messages after which the producer waits

    @property
    def queue(self) -> str:
        return self.brokers.queues[0].name

    @property
    def link(self) -> str:
        return f"exchange.{self.queue}" if self.brokers is FEDERATED else f"queue.{self.queue}"

    def produce(self) -> None:
        [exchange] = self.brokers.exchanges
        with self.node.channel() as channel:
            for number in range(10_000):
                while number >= self.limit:
                    time.sleep(0.01)
                body = str(number)
                properties = pika.BasicProperties(message_id=body, delivery_mode=2)
                channel.basic_publish(exchange.name, "out", body.encode(), properties)
                self.confirmed.append(body)

    def consume(self) -> None:
        with self.node.channel() as channel:
            for method, _, body in channel.consume(self.queue, inactivity_timeout=20):
                if method is None or len(self.done) == DONE_BEFORE:
                    break
                channel.basic_ack(method.delivery_tag)
                self.done.add(body.decode())
            channel.cancel()


def turn(brokers: Brokers, pair: Nodes, side: Side) -> Turn:
    here = pair[SIDES.index(side)].management()
    return Turn(placed(brokers, pair), side, here, here, values())


def through(one: Turn) -> bool:
    return eventually(lambda: not busy(one), patience=120)


@dataclass
class Loss:
    """What became of one shop when its region was lost."""

    shop: Shop
    at_most: int  # what `status` and the clock say that this may take
    arrived: list[str] = field(default_factory=list)

    @property
    def lost(self) -> set[str]:
        return set(self.shop.confirmed) - set(self.arrived) - self.shop.done


def _until_dead(shops: list[Shop], pair: Nodes) -> list[Loss]:
    """Kill the primary's broker in the middle; what `status` and the count since say that this may take at most."""
    work = [threading.Thread(target=_dying, args=[shop]) for shop in shops]
    for one in work:
        one.start()
    _produced(shops, CUT)
    assert [_said(shop, pair) for shop in shops] == [0, 0]
    with pair[1].management() as api:
        api.delete("parameters", "shovel", "/", "drgen.queue.outbox")
    _produced(shops, PAUSE)
    said = [_said(shop, pair) for shop in shops]
    for shop in shops:
        shop.limit = MOST
    assert eventually(lambda: all(len(shop.confirmed) >= KILL for shop in shops), patience=240)
    pair[0].kill()
    for shop in shops:
        shop.limit = 10_000
    for one in work:
        one.join()
    return [Loss(shop, most + len(shop.confirmed) - PAUSE) for shop, most in zip(shops, said, strict=True)]


def _produced(shops: list[Shop], count: int) -> None:
    for shop in shops:
        shop.limit = count
    assert eventually(lambda: all(len(shop.confirmed) == count for shop in shops), patience=240)


def _said(shop: Shop, pair: Nodes) -> int:
    """What `status` says that a loss would take, once nothing moves and its figures are those of now."""
    is_cut = shop.limit == PAUSE and shop.brokers is SHOVELLED
    expected = PAUSE - CUT if is_cut else 0
    assert eventually(lambda: asked(shop.brokers, pair).copies[0].lost_at_most == expected, patience=120)
    return expected


def _dying(shop: Shop) -> None:
    with pytest.raises(pika.exceptions.AMQPError):
        shop.produce()


def test_a_loss_takes_what_had_not_crossed_and_failback_loses_nothing(pair: Nodes) -> None:
    """The federated exchange keeps up; the shovel was cut before."""
    primary, _ = pair
    shops = [Shop(primary, brokers) for brokers in (FEDERATED, SHOVELLED)]
    for shop in shops:
        link(shop.brokers, pair)
        for node in pair:
            with node.channel() as channel:
                channel.queue_purge(shop.queue)
    assert eventually(lambda: all(asked(shop.brokers, pair).fine for shop in shops), patience=60)
    eaters = [threading.Thread(target=shop.consume) for shop in shops]
    for one in eaters:
        one.start()
    losses = _until_dead(shops, pair)
    for one in eaters:
        one.join()
    for loss in losses:
        _taken_over(loss, pair)
    primary.start()
    primary.wait()
    for loss in losses:
        _recovered(loss, pair)
        _home(loss.shop, pair)


def _taken_over(loss: Loss, pair: Nodes) -> None:
    shop = loss.shop
    with (there := turn(shop.brokers, pair, "standby")).here:
        acts = done(take_over(there))
        stopped = [] if shop.brokers is SHOVELLED else ["stop the link exchange.orders into the broker of standby"]
        assert acts[:-1] == stopped  # the shovel was cut before
        assert acts[-1].startswith("make the broker of standby one that serves: ")
        assert crossing.waiting(there).keys() == {shop.queue}
    loss.arrived = consumed(pair[1], shop.queue)


def _recovered(loss: Loss, pair: Nodes) -> None:
    shop, lost = loss.shop, loss.lost
    primary, standby = pair
    assert eventually(lambda: waiting(primary, shop.queue) > 0)
    with primary.management() as back, (there := turn(shop.brokers, pair, "standby")).here:
        buffers = _buffers(shop, primary, back)
        moved = [f"move what is in {name} of primary to " for name, count in buffers.items() if count]
        acts = done(recover(there, back))
        assert all(any(act.startswith(start) for act in acts) for start in moved)
        assert len(lost) <= sum(buffers.values()), "more was lost than waited in the link's buffer"
        assert len(lost) <= loss.at_most, "status said otherwise"
        assert lost or shop.brokers is not SHOVELLED
        assert through(there)
    late, arrived, confirmed = consumed(standby, shop.queue), loss.arrived, set(shop.confirmed)
    assert confirmed - set(arrived) - set(late) - shop.done == set(), "failback lost something"
    assert len(arrived) == len(set(arrived)), "the link delivered something twice before the loss"
    on_its_way = {*shop.confirmed[CUT:], str(len(shop.confirmed))}  # the last one was sent, and died unconfirmed
    assert set(late) & set(arrived) <= on_its_way, "only what was on its way may cross twice"
    print(f"{shop.brokers.instance}: {len(confirmed)} confirmed, {len(lost)} lost, {sum(buffers.values())} buffered, "
          f"{len(shop.done & set(arrived))} twice")  # fmt: skip


def _buffers(shop: Shop, node: Node, api: Management) -> dict[str, int]:
    """What waits in the buffers of a shop's link, asked for by AMQP."""
    names = [one["name"] for one in api.get("queues", "/", query="columns=name")]
    mine = (f"federation: {shop.queue} -> ", f"{shop.queue}.to.")
    return {name: waiting(node, name) for name in names if name.startswith(mine)}


def _home(shop: Shop, pair: Nodes) -> None:
    """The standby serves; then everything goes home, and its backlog with it, once and in full."""
    primary, standby = pair
    brokers, queue = shop.brokers, shop.queue
    with (old := turn(brokers, pair, "primary")).here:
        done(park(old))
        assert through(old)
        done(wait(old))
        assert eventually(lambda: running(primary, shop.link))
        with standby.channel() as channel:
            for number in range(100):
                properties = pika.BasicProperties(delivery_mode=2)
                channel.basic_publish(brokers.exchanges[0].name, "out", f"new-{number}".encode(), properties)
        assert eventually(lambda: waiting(primary, queue) == 100), "the way back carries nothing"
        assert waiting(primary, queue + PARKED) > 0
        done(discard(old))
        with standby.management() as source:
            done(park(old))
            assert through(old)
            assert done(move(old, source)) == [f"move what is in {queue} of standby to {queue} of primary"]
            assert through(old)
            # A shovel that ends may lose its last acknowledgements: what stays was moved, too.
            assert waiting(primary, queue) == 100
            assert waiting(standby, queue) < 100
        done(take_over(old))
        done(discard(old))
    put(brokers, pair, "standby")
    assert sorted(consumed(primary, queue)) == sorted(f"new-{number}" for number in range(100))


def test_a_broker_that_was_made_anew_gets_its_definitions_when_it_takes_over(pair: Nodes) -> None:
    link(SHOVELLED, pair)
    with (there := turn(SHOVELLED, pair, "standby")).here:
        there.here.delete("queues", "/", "outbox")
        there.here.delete("exchanges", "/", "mail")
        [_, made] = done(take_over(there))
        assert "add queue outbox" in made
        assert "add exchange mail" in made
        assert done(take_over(there)) == []
    link(SHOVELLED, pair)
