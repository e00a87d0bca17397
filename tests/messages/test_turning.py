"""The primary's broker dies in the middle of 10,000 confirmed messages, and comes back."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import pika
import pytest

from drgen.messages.management import Management
from drgen.messages.topology import Brokers
from drgen.messages.turning import Turn, busy, discard, move, park, recover, take_over
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

MESSAGES = 10_000
A_SECOND = 1_000  # messages that RabbitMQ's figures may lag behind, at the rate of this producer
DONE_BEFORE = 500  # consumed in the primary region before it is lost


@dataclass
class Shop:
    """A producer and a consumer at the primary's broker, who remember."""

    node: Node
    brokers: Brokers
    confirmed: list[str] = field(default_factory=list)
    done: set[str] = field(default_factory=set)

    def produce(self) -> None:
        [exchange] = self.brokers.exchanges
        with self.node.channel() as channel:
            for number in range(MESSAGES):
                body = str(number)
                properties = pika.BasicProperties(message_id=body, delivery_mode=2)
                channel.basic_publish(exchange.name, "out", body.encode(), properties)
                self.confirmed.append(body)

    def consume(self) -> None:
        with self.node.channel() as channel:
            for method, _, body in channel.consume(self.brokers.queues[0].name, inactivity_timeout=5):
                if method is None or len(self.done) == DONE_BEFORE:
                    break
                channel.basic_ack(method.delivery_tag)
                self.done.add(body.decode())
            channel.cancel()


def turn(brokers: Brokers, pair: Nodes, side: Side) -> Turn:
    return Turn(placed(brokers, pair), side, pair[SIDES.index(side)].management(), values())


def through(one: Turn) -> bool:
    return eventually(lambda: not busy(one), patience=60)


def _until_dead(shop: Shop, pair: Nodes, *, cut: bool) -> int:
    """Kill the primary's broker in the middle; returns what `status` and the clock say that this may take at most."""
    work = _producing(shop)
    work.start()
    assert eventually(lambda: len(shop.confirmed) >= MESSAGES // 2 - 500, patience=120)
    if cut:
        with pair[1].management() as api:
            api.delete("parameters", "shovel", "/", "drgen.queue.outbox")
    assert eventually(lambda: len(shop.confirmed) >= MESSAGES // 2, patience=120)
    known = len(shop.confirmed)
    said = asked(shop.brokers, pair).copies[0].lost_at_most
    shop.node.kill()
    work.join()
    assert said is not None
    return said + len(shop.confirmed) - known + A_SECOND


def _producing(shop: Shop) -> threading.Thread:
    def work() -> None:
        with pytest.raises(pika.exceptions.AMQPError):
            shop.produce()

    return threading.Thread(target=work)


@pytest.mark.parametrize(
    ("brokers", "cut"),
    [
        pytest.param(FEDERATED, False, id="a link that keeps up"),
        pytest.param(SHOVELLED, True, id="a link that was cut"),
    ],
)
def test_a_loss_takes_what_had_not_crossed_and_failback_loses_nothing(brokers: Brokers, cut: bool, pair: Nodes) -> None:
    primary, standby = pair
    [queue] = brokers.queues
    for side in SIDES:
        put(brokers, pair, side)
    for node in pair:
        with node.channel() as channel:
            channel.queue_purge(queue.name)
    assert eventually(lambda: asked(brokers, pair).fine)
    shop = Shop(primary, brokers)
    eater = threading.Thread(target=shop.consume)
    eater.start()
    at_most = _until_dead(shop, pair, cut=cut)
    eater.join()

    with (there := turn(brokers, pair, "standby")).here:
        taken = take_over(there)
        assert taken.stopped == [f"{'exchange' if brokers is FEDERATED else 'queue'}.{queue.name}"]
        assert taken.waiting.keys() == {queue.name}
        arrived = consumed(standby, queue.name)
        confirmed = set(shop.confirmed)
        lost = confirmed - set(arrived) - shop.done
        twice = shop.done & set(arrived)

        primary.start()
        primary.wait()
        assert eventually(lambda: waiting(primary, queue.name) > 0)
        with primary.management() as back:
            buffers = [name for name, in_it in _buffered(primary, back).items() if in_it]
            buffered = sum(_buffered(primary, back).values())
            assert set(buffers) <= set(recover(there, back))
            assert len(lost) <= buffered, "more was lost than waited in the link's buffer"
            assert (0 < len(lost) <= at_most) if cut else (len(lost) <= at_most), "status said otherwise"
            assert through(there)
        late = consumed(standby, queue.name)
    assert confirmed - set(arrived) - set(late) - shop.done == set(), "failback lost something"
    assert twice <= shop.done
    assert len(arrived) == len(set(arrived)), "the link delivered something twice before the loss"
    on_its_way = {*shop.confirmed[-2_000:], str(len(shop.confirmed))}  # the last one was sent, and died unconfirmed
    assert set(late) & set(arrived) <= on_its_way, "only what was on its way may cross twice"
    print(f"{brokers.instance}: {len(confirmed)} confirmed, {len(lost)} lost, {buffered} buffered, {len(twice)} twice")
    _home(brokers, pair)


def _buffered(node: Node, api: Management) -> dict[str, int]:
    """What waits in the buffers of links, asked for by AMQP."""
    names = [one["name"] for one in api.get("queues", "/", query="columns=name")]
    return {name: waiting(node, name) for name in names if name.startswith("federation: ") or ".to." in name}


def _home(brokers: Brokers, pair: Nodes) -> None:
    """The standby serves; then everything goes home, and its backlog with it, once and in full."""
    primary, standby = pair
    [queue] = brokers.queues
    with (old := turn(brokers, pair, "primary")).here:
        park(old)
        assert through(old)
        put(brokers, pair, "primary", active="standby")
        assert eventually(lambda: running(primary, f"{'exchange' if brokers is FEDERATED else 'queue'}.{queue.name}"))
        with standby.channel() as channel:
            for number in range(100):
                properties = pika.BasicProperties(delivery_mode=2)
                channel.basic_publish(brokers.exchanges[0].name, "out", f"new-{number}".encode(), properties)
        assert eventually(lambda: waiting(primary, queue.name) == 100), "the way back carries nothing"
        old_parked = waiting(primary, queue.name + ".parked")
        discard(old)
        assert old_parked > 0
        with standby.management() as source:
            park(old)
            assert through(old)
            assert move(old, source) == [queue.name]
            assert through(old)
            assert waiting(standby, queue.name) == 0
        take_over(old)
        discard(old)
    put(brokers, pair, "standby")
    assert sorted(consumed(primary, queue.name)) == sorted(f"new-{number}" for number in range(100))


def test_a_broker_that_was_made_anew_gets_its_definitions_when_it_takes_over(pair: Nodes) -> None:
    link(SHOVELLED, pair)
    with (there := turn(SHOVELLED, pair, "standby")).here:
        there.here.delete("queues", "/", "outbox")
        there.here.delete("exchanges", "/", "mail")
        assert {one.name for one in take_over(there).changed} >= {"queue outbox", "exchange mail"}
        assert take_over(there).changed == []
    link(SHOVELLED, pair)
