"""The files say everything but the secrets, and who links to whom follows `active`."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from drgen import sides
from drgen.errors import DrgenError
from drgen.messages import rendering
from drgen.messages.definitions import definitions, mover
from drgen.messages.placeholders import Values, filled, left_open, nowhere, variable
from drgen.messages.topology import Brokers, Exchange, Policy, Queue, brokers
from drgen.project import Project
from drgen.terms import SIDES, Side
from tests.conftest import ROOT
from tests.messages.linked import FEDERATED, SHOVELLED
from tests.test_whole import copied, run

PLACED = replace(FEDERATED, addresses={"primary": "a.example.com", "standby": "b.example.com:5672"})
MANAGED = replace(SHOVELLED, hosted="amazon_mq")
SHIPPED = rendering.files(*Project(ROOT).load("shop-prod"))


def links(brokers: Brokers, side: Side, active: Side) -> list[str]:
    return [one["name"] for one in definitions(brokers, side, active)["parameters"]]


@pytest.mark.parametrize("active", SIDES)
def test_the_passive_side_links_to_the_one_that_serves(active: Side) -> None:
    passive = SIDES[1 - SIDES.index(active)]
    assert links(PLACED, passive, active) == ["drgen.exchange.orders"]
    assert links(PLACED, active, active) == []


def test_an_exchange_may_be_federated_both_ways_at_once() -> None:
    both = replace(PLACED, exchanges=(Exchange("orders", link="federation", direction="both"),))
    assert links(both, "primary", "primary") == links(both, "standby", "primary") == ["drgen.exchange.orders"]


def test_every_link_verifies_its_peer_by_name() -> None:
    [link] = definitions(PLACED, "standby", "primary")["parameters"]
    assert link["value"]["uri"].startswith("amqps://drgen:${quoted:shop-events}@a.example.com:5671/%2F?")
    assert "verify=verify_peer&server_name_indication=a.example.com" in link["value"]["uri"]
    assert all(
        "verify=verify_peer" in line for line in SHIPPED["mail/standby.mover.json"].splitlines() if "-uri" in line
    )


def test_between_managed_brokers_a_mover_shovels() -> None:
    assert links(MANAGED, "standby", "primary") == []
    [shovel] = mover(MANAGED, "standby", "primary")["parameters"]
    assert shovel["value"]["src-queue"] == "outbox.to.standby"
    assert "${address:primary}" in shovel["value"]["src-uri"]
    assert "${server:standby}" in shovel["value"]["dest-uri"]
    assert "outbox.to.standby" in [queue["name"] for queue in definitions(MANAGED, "primary", "primary")["queues"]]


def test_the_way_back_is_shown_and_closed() -> None:
    said = rendering.document(PLACED, "primary", "primary")
    assert said["parameters"] == []
    assert [one["name"] for one in said["drgen"]["way_back_disabled"]] == ["drgen.exchange.orders"]


def test_queues_are_quorum_queues_and_survive_a_restart() -> None:
    queues = definitions(PLACED, "primary", "primary")["queues"]
    assert all(one["durable"] and one["arguments"] == {"x-queue-type": "quorum"} for one in queues)


def test_our_policy_holds_the_rules_of_the_one_that_it_hides() -> None:
    low, high = Policy("low", "^ord", {"max-length": 1}), Policy("high", "ers$", {"max-length": 9}, priority=2000)
    made = definitions(replace(PLACED, policies=(low, high)), "standby", "primary")["policies"]
    [ours] = [one for one in made if one["name"] == "drgen.queue.orders"]
    assert ours["definition"] == {"max-length": 9, "message-ttl": 3_600_000}
    assert (ours["priority"], ours["pattern"]) == (2001, "^orders$")


def test_no_file_holds_a_secret_or_a_hash_of_one() -> None:
    for path, text in ((path, text) for path, text in SHIPPED.items() if "/kubernetes/" not in path):
        for user in json.loads(text).get("users", []):
            assert user["password"].startswith("${secret:shop-prod-"), path
        assert "hash" not in text


def test_a_placeholder_is_filled_from_the_environment_and_quoted_in_uris() -> None:
    environment = {
        "DRGEN_MESSAGES_SECRET_SHOP_MAIL": 'a/b"c',
        "DRGEN_MESSAGES_ADDRESS_MAIL_PRIMARY": "vpce.example.com",
    }
    values = Values(environment, "mail", nowhere, lambda side: (f"{side}.host", f"{side}.name"))
    said = ["${secret:shop-mail}", "x:${quoted:shop-mail}@${address:primary}", "${address:standby} ${server:primary}"]
    assert filled(said, values) == ['a/b"c', "x:a%2Fb%22c@vpce.example.com", "standby.host primary.name"]
    assert left_open(said)[0] == "${address:primary}"


def test_a_secret_that_nothing_gives_is_named_with_its_variable() -> None:
    values = Values({}, "mail", nowhere, lambda side: (side, side))
    with pytest.raises(DrgenError, match="nothing gives the secret shop-mail") as caught:
        filled("${secret:shop-mail}", values)
    assert variable("SECRET", "shop-mail") in caught.value.hint


def test_a_buffer_has_the_bindings_of_what_it_copies() -> None:
    bindings = definitions(SHOVELLED, "primary", "primary")["bindings"]
    assert [(one["source"], one["routing_key"], one["destination"]) for one in bindings] == [
        ("mail", "out", "outbox"),
        ("mail", "out", "outbox.to.standby"),
    ]
    moved = replace(SHOVELLED, queues=(Queue("outbox", link="shovel", moves=True),))
    assert [one["name"] for one in definitions(moved, "primary", "primary")["queues"]] == ["outbox"]


def test_a_pattern_that_cannot_be_read_is_named_with_its_policy() -> None:
    spec, stacks = Project(ROOT).load("shop-prod")
    [pair] = [pair for pair, _ in sides.both(spec, stacks, "rabbitmq") if pair.name == "events"]
    policies = pair.primary["topology"]["policies"]
    said = {"pattern": r"\Qorders\E", "vhost": "/", "apply_to": "queues", "priority": 0, "definition": {}}
    settings = {**pair.primary, "topology": {**pair.primary["topology"], "policies": {**policies, "odd": said}}}
    with pytest.raises(DrgenError, match=r"topology\.policies\.odd\.pattern .*bad escape"):
        brokers(spec, "events", settings)


def test_render_writes_them_and_check_finds_an_edited_one(tmp_path: Path) -> None:
    here = copied(tmp_path, "shop-prod")
    assert run("messages", "render", "shop-prod", folder=here.root).exit_code == 0
    file = here.environment("shop-prod") / "messages" / "events" / "standby.json"
    assert run("messages", "render", "shop-prod", "--check", folder=here.root).exit_code == 0
    file.write_text(file.read_text().replace("on-confirm", "no-ack"))
    assert run("messages", "render", "shop-prod", "--check", folder=here.root).exit_code == 3
    done = run("messages", "render", "shop-prod", folder=here.root)
    assert (done.exit_code, "was edited by hand" in done.output) == (1, True)
