"""What is not drgen's stays; what goes wrong is said, and can be done again."""

from dataclasses import replace

import pytest

from drgen.errors import DrgenError
from drgen.messages.applying import apply, compare
from drgen.messages.definitions import Definitions
from drgen.messages.management import BrokerError, Management
from drgen.messages.topology import Brokers, Policy, Queue, User
from tests.messages.linked import Nodes, eventually, publish, put, values, waiting
from tests.messages.nodes import PASSWORD, Node

PLAIN = Brokers("plain", "shop-plain", secret="shop-mail", queues=(Queue("plain"),))


def names(node: Node) -> set[str]:
    with node.management() as api:
        return {queue["name"] for queue in api.get("queues")}


def test_a_foreign_queue_is_untouched(pair: Nodes) -> None:
    primary, _ = pair
    with primary.channel() as channel:
        channel.queue_declare("theirs", durable=True)
    put(PLAIN, pair, "primary")
    put(replace(PLAIN, queues=()), pair, "primary")
    assert "theirs" in names(primary)
    assert "plain" not in names(primary)


def test_a_foreign_object_in_the_way_is_an_error_until_it_is_adopted(pair: Nodes) -> None:
    primary, _ = pair
    with primary.management() as api:
        api.put("policies", "/", "limits", body={"pattern": "^never$", "definition": {"max-length": 1}})
    brokers = replace(PLAIN, policies=(Policy("limits", "^plain$", {"max-length": 5}),))
    with pytest.raises(DrgenError, match="did not make policy limits"):
        put(brokers, pair, "primary")
    assert put(brokers, pair, "primary", adopt=True)
    with primary.management() as api:
        assert api.get("policies", "/", "limits")["definition"] == {"max-length": 5}
    put(replace(PLAIN, queues=()), pair, "primary")
    with primary.management() as api:
        assert api.get("policies", "/", "limits") is None


def test_a_queue_of_another_type_must_be_made_anew(pair: Nodes) -> None:
    put(PLAIN, pair, "primary")
    with pytest.raises(DrgenError, match="queue plain would have to be made anew"):
        put(replace(PLAIN, queues=(Queue("plain", type="classic"),)), pair, "primary")


def test_a_queue_that_is_wanted_no_more_goes_only_when_it_is_empty(pair: Nodes) -> None:
    primary, _ = pair
    put(PLAIN, pair, "primary")
    publish(primary, "", "plain", ["kept"])
    without = replace(PLAIN, queues=())
    with primary.management() as api:
        assert put(without, pair, "primary") == []
        assert waiting(primary, "plain") == 1
        api.delete("queues", "/", "plain", "contents")
        assert eventually(lambda: api.get("queues", "/", "plain").get("messages") == 0)
    assert [one.how for one in put(without, pair, "primary")] == ["remove"]


def test_a_vhost_that_is_wanted_no_more_goes_only_when_nobody_has_anything_in_it(pair: Nodes) -> None:
    primary, _ = pair
    put(replace(PLAIN, queues=(Queue("plain", "eu"),)), pair, "primary")
    with primary.management() as api:
        api.put("queues", "eu", "theirs", body={"durable": True})
        assert [one.name for one in put(replace(PLAIN, queues=()), pair, "primary")] == ["queue eu plain"]
        assert [queue["name"] for queue in api.get("queues", "eu")] == ["theirs"]
        api.delete("queues", "eu", "theirs")
        assert [one.name for one in put(replace(PLAIN, queues=()), pair, "primary")] == [
            "permission eu drgen",
            "vhost eu",
        ]
        assert api.get("vhosts", "eu") is None


def test_a_binding_goes_whatever_its_key(pair: Nodes) -> None:
    primary, _ = pair
    bound = Queue("plain", bindings={"amq.topic": ("a+b", "100%", "order.späß", "a b", "")})
    put(replace(PLAIN, queues=(bound,)), pair, "primary")
    assert len(put(PLAIN, pair, "primary")) == 5
    with primary.management() as api:
        assert [one["source"] for one in api.get("queues", "/", "plain", "bindings")] == [""]


def test_a_users_password_is_a_secret_and_is_changed_when_the_secret_is(pair: Nodes) -> None:
    primary, _ = pair
    user = User("app", "shop-app", permissions={"/": {"configure": "", "write": ".*", "read": ".*"}})
    brokers = replace(PLAIN, users=(user,))
    assert "user app" in {one.name for one in put(brokers, pair, "primary")}
    assert put(brokers, pair, "primary") == []
    with primary.management() as api:
        api.put("users", "app", body={"password": "changed by hand", "tags": ""})
    assert [one.name for one in put(brokers, pair, "primary")] == ["user app"]


def test_wrong_credentials_are_named(pair: Nodes) -> None:
    with pair[0].management(password="wrong") as api, pytest.raises(DrgenError, match="refuses the user drgen: 401"):
        compare(api, "plain", {})


@pytest.mark.parametrize(
    ("ca", "host", "message"),
    [
        pytest.param("stranger.pem", "localhost", "self-signed certificate in certificate chain", id="another CA"),
        pytest.param("ca.pem", "127.0.0.1", "IP address mismatch", id="another name"),
    ],
)
def test_a_broker_that_cannot_prove_its_name_is_not_talked_to(pair: Nodes, ca: str, host: str, message: str) -> None:
    with pair[0].management(ca=ca, host=host) as api, pytest.raises(DrgenError, match=message):
        compare(api, "plain", {})


def test_a_server_that_is_no_broker_is_named(pair: Nodes) -> None:
    with (
        pair[0].management() as api,
        pytest.raises(BrokerError, match=r"GET index\.html with something else than JSON"),
    ):
        api.get("index.html")
    elsewhere = Management(f"{pair[0].url}/proxy", "drgen", PASSWORD, context=api._context)
    with elsewhere, pytest.raises(BrokerError, match="has no definitions"):
        compare(elsewhere, "plain", {})


def test_a_full_disk_is_said_before_anything_is_changed(pair: Nodes) -> None:
    primary, _ = pair
    put(replace(PLAIN, queues=()), pair, "primary")
    primary.set("rabbit_disk_monitor:set_disk_free_limit(900000000000000).")
    try:
        with primary.management() as api:
            assert eventually(lambda: bool(api.alarms()))
        with pytest.raises(DrgenError, match="has an alarm: disk space on primary@localhost"):
            put(PLAIN, pair, "primary")
        assert "plain" not in names(primary)
    finally:
        primary.set("rabbit_disk_monitor:set_disk_free_limit(10000000).")
    with primary.management() as api:
        assert eventually(lambda: not api.alarms())
    assert put(PLAIN, pair, "primary")


def test_a_node_that_dies_during_apply_is_finished_by_the_next_one(pair: Nodes) -> None:
    primary, _ = pair
    queues = tuple(Queue(f"many-{number}", type="classic") for number in range(60))
    many = replace(PLAIN, instance="many", queues=queues)
    with pytest.raises(DrgenError, match="does not answer PUT queues"):
        _killed_while_applying(primary, many)
    primary.start()
    primary.wait()
    put(many, pair, "primary")
    assert len([name for name in names(primary) if name.startswith("many-")]) == 60
    assert put(many, pair, "primary") == []
    put(replace(many, queues=()), pair, "primary")
    assert not [name for name in names(primary) if name.startswith("many-")]


def _killed_while_applying(node: Node, brokers: Brokers) -> None:
    """The broker dies when the import starts: what drgen wants is listed by then, and not made yet."""
    from drgen.messages.definitions import definitions
    from drgen.messages.placeholders import filled

    wanted: Definitions = filled(definitions(brokers, "primary", "primary"), values())
    with node.management() as api:
        another = api.another

        def dying() -> Management:
            node.kill()
            return another()

        api.another = dying  # type: ignore[method-assign]
        apply(api, brokers.instance, wanted)
