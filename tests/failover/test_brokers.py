"""Brokers are turned as a part of a failover: in order, written down, once; what is not reached is left and named."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from drgen.failover import engine
from drgen.failover.outcome import NotReadyError, StoppedError
from drgen.failover.parts import parts
from drgen.messages import links, topology
from drgen.messages.definitions import definitions, mover
from drgen.messages.placeholders import Values, filled, nowhere, variable
from drgen.terms import SIDES, Side
from tests.failover.fakes.brokers import Broker
from tests.failover.fakes.cloud import Cloud
from tests.failover.fakes.errors import Call, Killed, Mood
from tests.failover.fakes.stores import SECRET
from tests.failover.trying import HERE, KINDS, Trial, loaded

SPEC, STACKS = loaded("shop-prod")
INSTANCES = list(topology.read(SPEC, STACKS))
BODIES = [str(number) for number in range(6)]


class Tried(Trial):
    """A trial whose brokers are reached from here."""

    def __post_init__(self) -> None:
        super().__post_init__()
        placed(self.aws, "standby" if self.kind == "failback" else "primary")

    def _truth(self, ended: BaseException | None) -> None:
        super()._truth(ended)
        assert SECRET not in "".join(path.read_text() for path in self.folder.glob("*.jsonl"))


def placed(aws: Cloud, active: Side) -> None:
    """Every broker and mover, as `drgen messages apply` left it."""
    for brokers in INSTANCES:
        for side in SIDES:
            _place(aws, brokers, side, active)
    aws.rabbit.flow()


def _place(aws: Cloud, brokers: topology.Brokers, side: Side, active: Side) -> None:
    def address(side: str) -> tuple[str, str]:
        return _host(aws, brokers, side), _host(aws, brokers, side)

    values = Values({}, brokers.instance, lambda name: f"{SECRET} of {name}", address)
    at = _url(brokers, side)
    aws.rabbit.brokers[at] = Broker(aws.region(side), _host(aws, brokers, side), links.cluster(brokers, side))
    aws.rabbit.brokers[at].load(brokers.instance, filled(definitions(brokers, side, active), values))
    aws.environment[variable("URL", brokers.instance, side)] = at
    if brokers.has_mover:
        beside = at.replace("https://", "https://mover-")
        aws.rabbit.brokers[beside] = Broker(aws.region(side), f"mover-{side}")
        aws.rabbit.brokers[beside].load(brokers.instance, filled(mover(brokers, side, active), values))
        aws.environment[variable("URL", brokers.instance, side, "mover")] = beside


def _url(brokers: topology.Brokers, side: Side) -> str:
    return f"https://{brokers.name}-{side}:15671"


def _host(aws: Cloud, brokers: topology.Brokers, side: str) -> str:
    if brokers.hosted == "amazon_mq":
        return f"b-{brokers.name}.mq.{aws.region(side)}.amazonaws.com"
    return {str(key): value for key, value in brokers.addresses.items()}[side]


def broker(aws: Cloud, instance: str, side: Side, *, mover: bool = False) -> Broker:
    [found] = [one for one in INSTANCES if one.instance == instance]
    url = _url(found, side)
    return aws.rabbit.brokers[url.replace("https://", "https://mover-") if mover else url]


def held(aws: Cloud) -> dict[str, Any]:
    """What every broker holds, and its messages."""
    return {
        url: (
            {kind: sorted(found) for kind, found in one.objects.items() if found},
            {at: sorted(bodies) for at, bodies in sorted(one.messages.items()) if bodies},
        )
        for url, one in aws.rabbit.brokers.items()
    }


def events(trial: Trial, event: str) -> list[dict[str, Any]]:
    return [entry.data for entry in trial.entries() if entry.event == event]


def links_into(aws: Cloud, side: Side) -> set[str]:
    found = [broker(aws, "events", side), broker(aws, "mail", side, mover=True)]
    return {at[2] for one in found for at in one.objects["parameters"]}


def test_an_unplanned_failover_stops_the_links_and_serves_what_has_crossed(tmp_path: Path) -> None:
    trial = Tried("failover", tmp_path)
    broker(trial.aws, "events", "standby").messages["/", "orders"] += BODIES
    assert trial.attempt() is None
    assert links_into(trial.aws, "standby") == set()
    queues = {name for _, name in broker(trial.aws, "events", "standby").objects["queues"]}
    assert {"invoices.to.primary", "stock.to.primary"} <= queues
    assert not [at for at in broker(trial.aws, "events", "standby").objects["policies"] if "queue.orders" in at[1]]
    [counted] = [one for one in events(trial, "counted") if one["instance"] == "events"]
    assert (counted["waiting"]["orders"], counted["twice_at_most"]) == (6, 6)
    assert events(trial, "unknown") == []
    assert trial.aws.sockets["us-east-1"] == 0


def test_it_reads_no_secret_that_is_closed_to_the_failover_role(tmp_path: Path) -> None:
    trial = Tried("failover", tmp_path)
    assert trial.attempt() is None
    read = {call.params["SecretId"] for call in trial.aws.calls if call.operation == "get_secret_value"}
    [iam] = [part for part in parts(STACKS) if part.module == "iam"]
    assert read == {f"shop-prod-{name}" for name in iam.at("standby")["failover_secrets"]}


def test_shovels_stop_before_federation_links_and_all_before_it_serves(tmp_path: Path) -> None:
    trial = Tried("failover", tmp_path)
    assert trial.attempt() is None
    acts = [one["what"] for one in events(trial, "act") if "standby" in one["what"] and "rabbitmq" in one["call"]]
    mine = [what.split(":")[0] for what in acts if "mail" not in what and "outbox" not in what][:5]
    assert mine[-1].startswith("make the broker")
    assert [what.split()[3] for what in mine[:-1]] == [
        "exchange.stock", "queue.invoices", "exchange.orders", "queue.thumbnails",
    ]  # fmt: skip


def test_a_broker_that_was_made_anew_gets_what_it_lacks(tmp_path: Path) -> None:
    trial = Tried("failover", tmp_path)
    broker(trial.aws, "events", "standby").objects.clear()
    assert trial.attempt() is None
    assert ("/", "orders") in broker(trial.aws, "events", "standby").objects["queues"]


@pytest.mark.parametrize("kind", list(KINDS))
def test_what_is_not_reached_from_here_is_left_with_the_command_that_does_it(kind: str, tmp_path: Path) -> None:
    trial = Tried(kind, tmp_path)
    trial.aws.environment.clear()
    before = held(trial.aws)
    assert trial.attempt() is None
    assert held(trial.aws) == before
    target = KINDS[kind].target
    commands = [command for one in events(trial, "unknown") for command in one["commands"]]
    assert f"drgen messages take-over shop-prod --region {target} --only events" in commands
    assert "DRGEN_MESSAGES_URL_EVENTS_STANDBY" in " ".join(one["why"] for one in events(trial, "unknown"))
    assert f"drgen messages take-over shop-prod --region {target} --only mail" in " ".join(
        events(trial, "begin")[0]["plan"]
    )


def test_a_broker_that_is_silent_holds_no_unplanned_failover_up(tmp_path: Path) -> None:
    trial = Tried("failover", tmp_path)
    trial.aws.faults.append(lambda call: "black hole" if call.service == "rabbitmq" else "")
    began = trial.aws.clock.seconds
    assert trial.attempt() is None
    assert {(one["instance"], one["why"].split(":")[0]) for one in events(trial, "unknown")} == {
        ("events", "silent"), ("mail", "silent"),
    }  # fmt: skip
    assert not trial.aws.edge.primary_serves()
    quiet = Trial("failover", tmp_path / "quiet")
    quiet_began = quiet.aws.clock.seconds
    assert quiet.attempt() is None
    assert (trial.aws.clock.seconds - began) - (quiet.aws.clock.seconds - quiet_began) < 120


@pytest.mark.parametrize("mood", ["lost", "kill", "die"])
@pytest.mark.parametrize(
    ("kind", "number"),
    [("failover", 0), ("failover", 7), ("failover", 20), *(("failback", number) for number in (0, 3, 8, 33))],
)
def test_brokers_end_the_same_whatever_happens_on_the_way(kind: str, number: int, mood: Mood, tmp_path: Path) -> None:
    trial = Tried(kind, tmp_path)
    _filled(trial)
    turns = [0]

    def fault(call: Call) -> Mood:
        if call.service != "rabbitmq" or call.is_read:
            return ""
        turns[0] += 1
        return mood if turns[0] == number + 1 else ""

    trial.aws.faults.append(fault)
    trial.through()
    assert turns[0] > number
    assert held(trial.aws) == undisturbed(kind)
    assert (Killed in trial.ends) == (mood in ("kill", "die"))


@cache
def undisturbed(kind: str) -> dict[str, Any]:
    with TemporaryDirectory() as folder:
        trial = Tried(kind, Path(folder))
        _filled(trial)
        assert trial.attempt() is None
        return held(trial.aws)


def _filled(trial: Trial) -> None:
    """Something waits on the side that serves, something was consumed there, and something is on its way."""
    active: Side = "standby" if trial.kind == "failback" else "primary"
    one = broker(trial.aws, "events", active)
    one.publish("/", "orders", *BODIES)
    if trial.kind == "failback":
        trial.aws.rabbit.flow()
        one.messages["/", "orders"] = BODIES[3:]  # the rest was consumed


def test_a_planned_move_loses_nothing_and_gives_nothing_twice(tmp_path: Path) -> None:
    trial = Tried("switchover", tmp_path)
    primary, standby = (broker(trial.aws, "events", side) for side in SIDES)
    primary.publish("/", "orders", *BODIES)
    trial.aws.rabbit.flow()
    assert sorted(standby.messages["/", "orders"]) == BODIES
    primary.messages["/", "orders"] = BODIES[3:]
    primary.messages["/", "thumbnails"] = ["x"]
    assert trial.attempt() is None
    assert sorted(standby.messages["/", "orders"]) == BODIES[3:]
    assert sorted(standby.messages["/", "orders.parked"]) == BODIES
    assert standby.messages["/", "thumbnails"] == ["x"]
    assert links_into(trial.aws, "standby") == set()
    assert "drgen.queue.invoices" in links_into(trial.aws, "primary")
    assert "invoices.to.standby" not in {name for _, name in primary.objects["queues"]}


def test_what_is_published_late_still_crosses(tmp_path: Path) -> None:
    trial = Tried("switchover", tmp_path)
    primary, standby = (broker(trial.aws, "events", side) for side in SIDES)

    def late(call: Call) -> Mood:
        if call.operation == "put_metric_data" and not primary.messages["/", "orders"]:
            primary.publish("/", "orders", "late")  # while traffic moves
        return ""

    trial.aws.faults.append(late)
    assert trial.attempt() is None
    assert standby.messages["/", "orders"] == ["late"]


def test_home_again_what_had_not_crossed_is_fetched_first(tmp_path: Path) -> None:
    trial = Tried("failback", tmp_path)
    primary, standby = (broker(trial.aws, "events", side) for side in SIDES)
    values = Values({}, "events", lambda name: f"{SECRET} of {name}", nowhere)  # type: ignore[arg-type]
    [brokers] = [one for one in INSTANCES if one.instance == "events"]
    primary.objects.clear()  # as it was when it was lost
    primary.load("events", filled(definitions(brokers, "primary", "primary"), values))
    primary.messages["/", "invoices"] = ["crossed", "lost"]
    primary.messages["/", "invoices.to.standby"] = ["lost"]
    assert trial.attempt() is None
    assert primary.messages["/", "invoices"] == ["lost"]
    assert sorted(primary.messages["/", "invoices.parked"]) == ["crossed", "lost"]
    assert "drgen.queue.invoices" in links_into(trial.aws, "standby")
    assert standby.messages["/", "invoices"] == []


def test_a_link_that_is_down_refuses_a_planned_move_and_no_other(tmp_path: Path) -> None:
    for kind, ready in (("switchover", False), ("failover", True)):
        trial = Tried(kind, tmp_path / kind)
        del broker(trial.aws, "events", "standby").objects["parameters"]["shovel", "/", "drgen.queue.invoices"]
        ended = trial.attempt()
        assert (ended is None) == ready
        if not ready:
            assert isinstance(ended, NotReadyError)
            assert "the link queue.invoices is down (missing): 0 wait, RPO 60 s" in str(ended)


def _foreign(one: Broker) -> None:
    one.objects["global-parameters"].clear()
    one.objects["policies"]["/", "dead-letters"]["pattern"] = "^theirs$"


@pytest.mark.parametrize(
    ("breaks", "words"),
    [
        pytest.param(lambda one: one.alarms.append("disk space"), "its broker has an alarm: disk space", id="alarm"),
        pytest.param(_foreign, "did not make policy dead-letters", id="somebody else's"),
    ],
)
def test_a_broker_that_cannot_be_made_to_serve_is_a_reason(breaks: Any, words: str, tmp_path: Path) -> None:
    trial, again = Tried("failover", tmp_path), Tried("failover", tmp_path / "again")
    for one in (trial, again):
        breaks(broker(one.aws, "events", "standby"))
    ended = trial.attempt()
    assert isinstance(ended, NotReadyError)
    assert words in str(ended)
    again.aws.environment["DRGEN_MESSAGES_URL_EVENTS_STANDBY"] = "by-hand"
    assert again.attempt() is None


def test_a_wrong_password_is_named_before_anything_moves(tmp_path: Path) -> None:
    trial = Tried("failover", tmp_path)
    trial.aws.rabbit.password = lambda _: False
    ended = trial.attempt()
    assert isinstance(ended, NotReadyError)
    assert "refuses the user drgen: 401" in str(ended)
    assert "DRGEN_MESSAGES_URL_EVENTS_STANDBY=by-hand" in str(ended)


def test_a_planned_move_waits_for_a_broker_and_stops(tmp_path: Path) -> None:
    trial = Tried("switchover", tmp_path)
    dead = [False]

    def dies(call: Call) -> Mood:
        dead[0] = dead[0] or call.operation == "switchover_global_cluster"
        return "reset" if dead[0] and call.service == "rabbitmq" else ""

    trial.aws.faults.append(dies)
    assert isinstance(trial.attempt(), StoppedError)
    trial.aws.faults.remove(dies)
    trial.through()
    assert links_into(trial.aws, "standby") == set()


def test_a_dry_run_says_what_the_journal_begins_with_and_asks_nobody(tmp_path: Path) -> None:
    trial = Tried("failover", tmp_path)
    calls = len(trial.aws.calls)
    lines = engine.lines(engine.prepare(HERE, "shop-prod", KINDS["failover"], trial.aws.world()))
    assert len(trial.aws.calls) == calls
    assert trial.attempt() is None
    assert events(trial, "begin")[0]["plan"] == lines
    [line] = [one for one in lines if one.startswith("data      events")]
    assert "stop the links exchange.stock, queue.invoices, exchange.orders, queue.thumbnails; make broker" in line
