"""Each kind of link delivers between two real nodes, over TLS that both ends verify."""

from dataclasses import replace

from drgen.messages.topology import Brokers, Exchange, Queue
from tests.messages.linked import (
    FEDERATED,
    MOVED_ON_DEMAND,
    SHOVELLED,
    Nodes,
    consumed,
    eventually,
    link,
    publish,
    put,
    running,
    waiting,
)

BODIES = [str(number) for number in range(20)]


def test_a_federated_exchange_copies_to_the_standby(pair: Nodes) -> None:
    primary, standby = pair
    link(FEDERATED, pair)
    assert eventually(lambda: running(standby, "exchange.orders"))
    publish(primary, "orders", "order.made", BODIES)
    assert eventually(lambda: waiting(standby, "orders") == 20)
    assert sorted(consumed(primary, "orders")) == sorted(consumed(standby, "orders")) == sorted(BODIES)


def test_a_federated_queue_moves_when_somebody_consumes_in_the_standby(pair: Nodes) -> None:
    primary, standby = pair
    link(MOVED_ON_DEMAND, pair)
    assert eventually(lambda: running(standby, "queue.jobs"))
    publish(primary, "", "jobs", BODIES)
    assert (waiting(primary, "jobs"), waiting(standby, "jobs")) == (20, 0)
    assert sorted(consumed(standby, "jobs", least=20)) == sorted(BODIES)
    assert waiting(primary, "jobs") == 0


def test_a_shovel_copies_a_bound_queue_and_leaves_it_as_it_is(pair: Nodes) -> None:
    primary, standby = pair
    link(SHOVELLED, pair)
    assert eventually(lambda: running(standby, "queue.outbox"))
    publish(primary, "mail", "out", BODIES)
    assert eventually(lambda: waiting(standby, "outbox") == 20)
    assert sorted(consumed(primary, "outbox")) == sorted(consumed(standby, "outbox")) == sorted(BODIES)


def test_a_shovelled_exchange_and_a_moved_queue_in_a_vhost_of_their_own(pair: Nodes) -> None:
    primary, standby = pair
    exchange = Exchange("news", "shop/eu", type="fanout", link="shovel")
    heard = Queue("heard", "shop/eu", bindings={"news": ("",)})
    moved = Queue("moved", "shop/eu", link="shovel", moves=True)
    link(Brokers("eu", "shop-eu", secret="shop-mail", exchanges=(exchange,), queues=(heard, moved)), pair)
    assert eventually(lambda: running(standby, "exchange.news") and running(standby, "queue.moved"))
    publish(primary, "news", "", BODIES, vhost="shop/eu")
    publish(primary, "", "moved", BODIES, vhost="shop/eu")
    assert eventually(lambda: waiting(standby, "heard", vhost="shop/eu") == 20)
    assert eventually(lambda: waiting(standby, "moved", vhost="shop/eu") == 20)
    assert waiting(primary, "moved", vhost="shop/eu") == 0


def test_applying_twice_changes_nothing(pair: Nodes) -> None:
    link(FEDERATED, pair)
    assert [put(FEDERATED, pair, side) for side in ("primary", "standby")] == [[], []]


def test_copies_expire_in_the_passive_region_only(pair: Nodes) -> None:
    _, standby = pair
    put(FEDERATED, pair, "standby")
    with standby.management() as api:
        assert api.get("queues", "/", "orders")["effective_policy_definition"]["message-ttl"] == 3_600_000
        put(FEDERATED, pair, "standby", active="standby")
        assert eventually(lambda: not api.get("queues", "/", "orders").get("effective_policy_definition"))
    put(FEDERATED, pair, "standby")


def test_a_link_of_the_same_name_follows_a_changed_address(pair: Nodes) -> None:
    changed = replace(FEDERATED, exchanges=(replace(FEDERATED.exchanges[0], max_hops=2),))
    link(FEDERATED, pair)
    assert [one.name for one in put(changed, pair, "standby")] == [
        "parameter federation-upstream drgen.exchange.orders"
    ]
    put(FEDERATED, pair, "standby")
