"""The failover's own step turns two real brokers, there and back and in a hurry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest
import yaml

from drgen.failover import engine, runner
from drgen.failover.clock import Wall
from drgen.failover.engine import Wish
from drgen.failover.journal import Journal
from drgen.failover.lease import Lease
from drgen.failover.run import Run, World
from drgen.project import Project
from tests.messages.linked import Nodes, consumed, eventually, publish, running, waiting
from tests.messages.nodes import PASSWORD
from tests.test_whole import copied, run

BODIES = [str(number) for number in range(40)]


@dataclass
class Held:
    """A lease that nobody else wants."""

    token: int = 1

    def check(self) -> None:
        """It is ours."""


class Hasty(Wall):
    """Real time, looked at more often."""

    def sleep(self, seconds: float) -> None:
        super().sleep(min(seconds, 0.3))


@pytest.fixture
def here(pair: Nodes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    """shop-prod with the two nodes as its only brokers, linked."""
    made = copied(tmp_path, "shop-prod")
    path = made.environment("shop-prod") / "spec.yaml"
    spec = yaml.safe_load(path.read_text())
    addresses = {side: node.address for side, node in zip(("primary", "standby"), pair, strict=True)}
    spec["components"]["events"] |= {
        "exchanges": {"sold": {"link": "federation"}, "paid": {"type": "direct"}},
        "queues": {
            "sold": {"durable": True, "link": "none", "bindings": {"sold": ["#"]}, "ttl": "6h"},
            "paid": {"durable": True, "link": "shovel", "bindings": {"paid": ["out"]}, "ttl": "6h"},
        },
        "topology": {"addresses": addresses, "ca": str(pair[0].tls / "ca.pem")},
    }
    del spec["components"]["mail"]
    spec["components"]["iam"]["failover_secrets"] = ["events"]
    path.write_text(yaml.safe_dump(spec))
    monkeypatch.setenv("SSL_CERT_FILE", str(pair[0].tls / "ca.pem"))
    for name, value in _environment(pair).items():
        monkeypatch.setenv(name, value)
    assert run("messages", "apply", "shop-prod", folder=made.root).exit_code == 0
    assert eventually(lambda: running(pair[1], "exchange.sold") and running(pair[1], "queue.paid"))
    yield made
    _cleared(made, pair)


def _environment(pair: Nodes) -> dict[str, str]:
    urls = zip(("PRIMARY", "STANDBY"), pair, strict=True)
    found = {f"DRGEN_MESSAGES_URL_EVENTS_{side}": node.url for side, node in urls}
    return found | {"DRGEN_MESSAGES_SECRET_SHOP_PROD_EVENTS": PASSWORD}


def _nobody(region: str, service: str, operation: str, _: Mapping[str, Any]) -> dict[str, Any]:
    raise AssertionError(f"{service}:{operation} in {region} is not for this")


def moved(here: Project, pair: Nodes, wish: Wish, folder: Path) -> Run:
    """A run that turns the brokers, and nothing else."""
    manage = partial(_managed, pair, wish)
    world = World(
        aws=_nobody,
        kubernetes=cast("Any", None),
        names=cast("Any", None),
        clock=Hasty(),
        management=manage,
        environment=_environment(pair),
        caches=cast("Any", None),
    )
    found = engine.prepare(here, "shop-prod", wish, world)
    found.parts = [part for part in found.parts if part.module == "rabbitmq"]
    assert runner.reasons(found) == []
    found.journal = Journal(folder / f"{found.id}.jsonl", world.clock, lambda _: None)
    found.leases = [cast("Lease", Held())]
    runner.run_all(found, lambda _: None, runner.Interrupt())
    assert PASSWORD not in (folder / f"{found.id}.jsonl").read_text()
    return found


def _managed(pair: Nodes, wish: Wish, url: str, user: str, password: str) -> Any:
    [node] = [node for node in pair if node.url == url]
    assert wish.kind != "failover" or node.name == wish.target, "the other side is not asked"
    assert (user, password) == ("drgen", PASSWORD)
    return node.management()


def test_there_and_home_with_every_message_and_away_in_a_hurry(here: Project, pair: Nodes, tmp_path: Path) -> None:
    primary, standby = pair
    for exchange in ("sold", "paid"):
        publish(primary, exchange, "out", BODIES)
        assert eventually(lambda queue=exchange: waiting(standby, queue) == 40)  # type: ignore[misc]
        with primary.channel() as channel:
            done = {channel.basic_get(exchange, auto_ack=True)[2].decode() for _ in range(10)}
        assert done == set(BODIES[:10])
    moved(here, pair, Wish("switchover", "standby"), tmp_path)
    for queue in ("sold", "paid"):
        # As sets: a shovel that ends may lose its last acknowledgements, and then a few come twice.
        assert set(consumed(standby, queue)) == set(BODIES[10:])
    assert running(primary, "exchange.sold"), "the way back is closed"

    publish(standby, "paid", "out", BODIES)
    assert eventually(lambda: waiting(primary, "paid") >= 40)
    back = moved(here, pair, Wish("failback", "primary"), tmp_path)
    assert set(consumed(primary, "paid")) == set(BODIES)
    assert eventually(lambda: running(standby, "exchange.sold") and running(standby, "queue.paid"))

    publish(primary, "paid", "out", BODIES)
    assert eventually(lambda: waiting(standby, "paid") == 40)
    lost = moved(here, pair, Wish("failover", "standby"), tmp_path)
    assert sorted(consumed(standby, "paid")) == sorted(BODIES)
    assert not running(standby, "queue.paid")
    assert back.journal
    assert lost.journal
    assert [one.data["instance"] for one in lost.journal.of("counted")] == ["events"]


def test_an_operator_does_the_same_by_hand(here: Project, pair: Nodes) -> None:
    primary, standby = pair

    def by_hand(command: str, side: str = "standby", *more: str) -> str:
        done = run("messages", command, "shop-prod", "--region", side, "--only", "events", *more, folder=here.root)
        assert done.exit_code == 0, done.output
        assert PASSWORD not in done.output
        return done.stdout

    publish(primary, "paid", "out", BODIES)
    assert eventually(lambda: waiting(standby, "paid") == 40)
    assert "move what is in paid of standby to paid.parked of standby" in by_hand("park")
    assert "move what is in paid of primary to paid of standby" in by_hand("move")
    in_place, parked = waiting(standby, "paid"), waiting(standby, "paid.parked")
    # A shovel that ends may lose its last acknowledgements: what was parked is then in its place, too.
    assert parked == 40
    assert 40 <= in_place < 80
    told = by_hand("take-over")
    assert told.index("stop the link queue.paid") < told.index("stop the link exchange.sold") < told.index("one that s")
    assert by_hand("take-over") == ""
    publish(primary, "paid", "out", ["late"])
    assert "move what is in paid.to.standby of primary to paid of standby" in by_hand("recover")
    assert waiting(standby, "paid") == in_place + 1
    refused = run("messages", "discard", "shop-prod", "--region", "standby", folder=here.root)
    assert (refused.exit_code, waiting(standby, "paid.parked")) == (4, 40)
    assert "delete paid.parked" in by_hand("discard", "standby", "--yes", "discard shop-prod")
    assert by_hand("discard") == ""
    unknown = run("messages", "park", "shop-prod", "--region", "standby", "--only", "nothing", folder=here.root)
    assert "shop-prod has no brokers nothing" in unknown.stderr


def _cleared(here: Project, pair: Nodes) -> None:
    """The other tests of this folder want their brokers as they were."""
    path = here.environment("shop-prod") / "spec.yaml"
    spec = yaml.safe_load(path.read_text())
    spec["components"]["events"] |= {"exchanges": {}, "queues": {}}
    path.write_text(yaml.safe_dump(spec))
    for node in pair:
        with node.management() as api:
            for name in ("sold", "paid", "paid.to.standby", "paid.to.primary", "sold.parked", "paid.parked"):
                api.delete("queues", "/", name)
    assert run("messages", "apply", "shop-prod", folder=here.root).exit_code == 0
