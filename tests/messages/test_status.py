"""What `status` says of two real nodes, and what the commands do with them."""

import json
from pathlib import Path

import pytest
import yaml

from drgen.messages.management import BrokerError, Management
from drgen.messages.status import Status, lines, status
from drgen.messages.topology import Brokers
from drgen.terms import Side
from tests.messages.linked import FEDERATED, MOVED_ON_DEMAND, SHOVELLED, Nodes, eventually, link, placed, publish, put
from tests.messages.nodes import PASSWORD
from tests.test_whole import copied, run

BODIES = [str(number) for number in range(20)]


def asked(brokers: Brokers, pair: Nodes, silent: Side | None = None) -> Status:
    def reach(side: Side, is_mover: bool) -> Management:
        assert not is_mover
        if side == silent:
            raise BrokerError(f"{side} is dark", kind="silent")
        return pair[side == "standby"].management()

    return status(placed(brokers, pair), "primary", reach)


@pytest.fixture(autouse=True)
def _empty(pair: Nodes) -> None:
    for brokers in (FEDERATED, MOVED_ON_DEMAND, SHOVELLED):
        link(brokers, pair)
        for node in pair:
            with node.channel() as channel:
                for queue in brokers.queues:
                    channel.queue_purge(queue.name)


@pytest.mark.parametrize("brokers", [FEDERATED, SHOVELLED], ids=lambda one: one.instance)
def test_a_link_that_keeps_up_loses_nothing_and_says_how_much_comes_twice(brokers: Brokers, pair: Nodes) -> None:
    [exchange] = brokers.exchanges
    assert eventually(lambda: asked(brokers, pair).fine)
    publish(pair[0], exchange.name, "out", BODIES)
    with pair[0].channel() as channel:
        for _ in range(5):
            channel.basic_get(brokers.queues[0].name, auto_ack=True)
    assert eventually(
        lambda: asked(brokers, pair).copies[0].passive == 20 and asked(brokers, pair).copies[0].active == 15
    )
    [copies] = asked(brokers, pair).copies
    assert (copies.lost_at_most, copies.twice) == (0, (5, 5))


def test_a_link_that_is_missing_is_down_and_its_backlog_would_be_lost(pair: Nodes) -> None:
    with pair[1].management() as api:
        api.delete("parameters", "shovel", "/", "drgen.queue.outbox")
    assert eventually(lambda: asked(SHOVELLED, pair).links[0].state == "missing")
    publish(pair[0], "mail", "out", BODIES)
    assert eventually(lambda: asked(SHOVELLED, pair).links[0].backlog == 20)
    found = asked(SHOVELLED, pair)
    assert (found.links[0].verdict, found.copies[0].lost_at_most, found.fine) == ("down", 20, False)
    put(SHOVELLED, pair, "standby")
    assert eventually(lambda: asked(SHOVELLED, pair).links[0].backlog == 0)


def test_all_that_waits_in_a_federated_queue_is_at_risk(pair: Nodes) -> None:
    publish(pair[0], "", "jobs", BODIES)
    assert eventually(lambda: asked(MOVED_ON_DEMAND, pair).links[0].backlog == 20)


def test_what_a_silent_region_holds_is_unknown(pair: Nodes) -> None:
    found = asked(FEDERATED, pair, silent="primary")
    assert (found.silent, found.fine) == (["primary"], False)
    assert [(one.backlog, one.verdict) for one in found.links] == [(None, "unknown")]
    assert (found.copies[0].lost_at_most, found.copies[0].twice) == (None, None)


def test_what_is_unknown_is_no_figure(pair: Nodes) -> None:
    assert "None" not in "\n".join(lines(asked(FEDERATED, pair, silent="primary")))


def test_a_broker_that_refuses_us_is_not_called_silent(pair: Nodes) -> None:
    with pytest.raises(BrokerError, match="refuses the user drgen: 401"):
        status(placed(FEDERATED, pair), "primary", lambda side, _: pair[side == "standby"].management("wrong"))


def test_the_commands_apply_compare_and_watch(pair: Nodes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = copied(tmp_path, "shop-prod")
    path = here.environment("shop-prod") / "spec.yaml"
    spec = yaml.safe_load(path.read_text())
    events = spec["components"]["events"]
    addresses = {side: node.address for side, node in zip(("primary", "standby"), pair, strict=True)}
    events["topology"] |= {"addresses": addresses, "ca": str(pair[0].tls / "ca.pem")}
    spec["components"]["events"] = events | {"exchanges": {"cli": {"link": "federation"}}, "queues": {}}
    events["topology"]["policies"] = {}
    del spec["components"]["mail"]
    spec["components"]["iam"]["failover_secrets"] = ["events"]
    path.write_text(yaml.safe_dump(spec))
    monkeypatch.setenv("SSL_CERT_FILE", str(pair[0].tls / "ca.pem"))
    for name in ("EVENTS", "EVENTS_WORKER"):
        monkeypatch.setenv(f"DRGEN_MESSAGES_SECRET_SHOP_PROD_{name}", PASSWORD)
    for side, node in zip(("PRIMARY", "STANDBY"), pair, strict=True):
        monkeypatch.setenv(f"DRGEN_MESSAGES_URL_EVENTS_{side}", node.url)

    def told(*words: str) -> tuple[int, str]:
        done = run("messages", *words, folder=here.root)
        return done.exit_code, done.stdout

    assert told("diff", "shop-prod")[0] == 3
    code, said = told("apply", "shop-prod")
    assert (code, "parameter federation-upstream drgen.exchange.cli" in said) == (0, True)
    assert told("apply", "shop-prod") == (0, "")
    assert told("diff", "shop-prod") == (0, "")
    assert eventually(lambda: told("status", "shop-prod", "--format", "json")[0] == 0)
    assert json.loads(told("status", "shop-prod", "--format", "json")[1])[0]["links"][0]["state"] == "running"
    assert PASSWORD not in told("status", "shop-prod")[1]


def test_a_broker_that_nobody_placed_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = copied(tmp_path, "shop-prod")
    monkeypatch.setenv("DRGEN_MESSAGES_SECRET_SHOP_PROD_EVENTS", PASSWORD)
    monkeypatch.setenv("DRGEN_MESSAGES_SECRET_SHOP_PROD_EVENTS_WORKER", PASSWORD)
    done = run("messages", "diff", "shop-prod", folder=here.root)
    assert done.exit_code == 1
    assert "DRGEN_MESSAGES_URL_EVENTS_PRIMARY" in done.stderr
