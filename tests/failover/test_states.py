"""States in which a run must not begin, must stop, or must not move traffic."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from drgen.failover.engine import Wish
from drgen.failover.outcome import AbortedError, NotReadyError, StoppedError
from drgen.failover.run import UNKNOWN, Consent
from tests.failover.fakes.cloud import Cloud
from tests.failover.fakes.errors import Call, Mood
from tests.failover.trying import Trial, outcome, undisturbed

HERE, THERE = "us-west-2", "us-east-1"
REGISTRY = f"111122223333.dkr.ecr.{THERE}.amazonaws.com"
ORDERS, CARTS, REPORTING = "shop-prod-orders", "shop-prod-carts", "shop-prod-reporting"


def _set(thing: str, **what: object) -> Callable[[Cloud], None]:
    def change(aws: Cloud) -> None:
        found = {"orders": aws.rds.globals[ORDERS], "carts": aws.caches.stores[CARTS], "edge": aws.edge}[thing]
        for name, value in what.items():
            setattr(found, name, value)

    return change


def _instance(**what: object) -> Callable[[Cloud], None]:
    def change(aws: Cloud) -> None:
        for name, value in what.items():
            setattr(aws.rds.instances[HERE, REPORTING], name, value)

    return change


def _node_group(**what: object) -> Callable[[Cloud], None]:
    def change(aws: Cloud) -> None:
        for name, value in what.items():
            setattr(aws.eks.groups[HERE, "shop-prod-eks", "general"], name, value)

    return change


def _lag(metric: str, value: float | None) -> Callable[[Cloud], None]:
    return lambda aws: aws.edge.lag.update({metric: value})


def _drop(store: str, *key: str) -> Callable[[Cloud], None]:
    def change(aws: Cloud) -> None:
        held = {
            "parameter": aws.stores.parameters, "cache": aws.caches.groups, "nodes": aws.eks.groups,
            "globals": aws.rds.globals, "broker": aws.stores.brokers, "instance": aws.rds.instances,
        }[store]  # fmt: skip
        del held[key if len(key) > 1 else key[0]]  # type: ignore[attr-defined]

    return change


# What is wrong (F…: its number in the list of faults), and a word of the refusal.
REFUSED: dict[str, tuple[Callable[[Cloud], None], str]] = {
    "F27 Aurora is behind its RPO": (_lag("AuroraGlobalDBRPOLag", 61_000.0), "orders: it is 61 s behind"),
    "F27 the datastore is": (_lag("GlobalDatastoreReplicationLag", 61.0), "carts: it is 61 s behind"),
    "F27 the replica is": (_lag("ReplicaLag", 901.0), "reporting: it is 901 s behind"),
    "F28 Aurora's metric is silent": (_lag("AuroraGlobalDBRPOLag", None), "orders: nobody knows"),
    "F28 the replica's is": (_lag("ReplicaLag", None), "reporting: nobody knows"),
    "F28 NaN": (_lag("ReplicaLag", float("nan")), "reporting: nobody knows"),
    "F28 infinite": (_lag("ReplicaLag", float("inf")), "reporting: nobody knows"),
    "F28 negative": (_lag("ReplicaLag", -1.0), "reporting: nobody knows"),
    "F28 stale": (_set("edge", lag_age=600.0), "read 600 s ago"),
    "F32 two writers": (_set("orders", second_writer=HERE), "fence all but one"),
    "F32 two leaders": (_set("carts", second_leader=HERE), "its leaders are us-east-1 and us-west-2"),
    "F33 no member": (_set("orders", regions=[THERE]), "is no member"),
    "F33 no global database": (_drop("globals", ORDERS), "there is no global database"),
    "F33 not in the datastore": (_set("carts", regions=[THERE, "eu-west-1"]), "is in no datastore"),
    "F33 no replica here": (_drop("instance", HERE, REPORTING), "reporting: the instance in us-west-2 is missing"),
    "F42 too few nodes can be had": (_node_group(most=5), "takes at most 5 nodes, 6 must serve"),
    "F50 a new status of the global database": (
        _set("orders", status="pondering"),
        "pondering, which is not available",
    ),
    "F50 of its cluster": (_set("orders", cluster_status={HERE: "pondering"}), "pondering, which is not available"),
    "F50 of the datastore": (_set("carts", status="pondering"), "pondering, which is not available"),
    "F50 of the cache": (lambda aws: aws.caches.groups.update({(HERE, CARTS): "pondering"}), "pondering"),
    "F50 of the instance": (_instance(status="pondering"), "pondering, which is not available"),
    "F50 of the nodes": (_node_group(status="PONDERING"), "PONDERING, which is not ACTIVE"),
    "F50 of the table": (lambda aws: setattr(aws.stores, "table_status", "PONDERING"), "PONDERING"),
    "F50 of the broker": (lambda aws: aws.stores.brokers.update({(HERE, "shop-prod-mail"): "PONDERING"}), "PONDERING"),
    "moving elsewhere": (
        _set("orders", to="eu-west-1", status="failing-over", done_at=1e9),
        "failing-over to eu-west-1",
    ),
    "being taken back": (_set("orders", to=HERE, status="cancelling", done_at=1e9), "cancelling"),
    "no parameter": (_drop("parameter", HERE, "/shop-prod/active"), "there is no parameter"),
    "no cache": (_drop("cache", HERE, CARTS), "carts: the cache in us-west-2 is missing"),
    "no node group": (_drop("nodes", HERE, "shop-prod-eks", "general"), "eks: the cluster in us-west-2 is missing"),
    "no broker": (_drop("broker", HERE, "shop-prod-mail"), "mail: the broker in us-west-2 is missing"),
    "no secret": (lambda aws: aws.stores.secrets.discard((HERE, "shop-prod-orders")), "has no value in us-west-2"),
    "no target group": (lambda aws: aws.edge.groups.update({HERE: []}), "there is no target group"),
    "no latch": (lambda aws: aws.edge.alarms.pop("out") and None, "there is no alarm shop-prod-latch-out"),
    "back is set": (
        lambda aws: aws.stores.items.update({("shop-prod-sessions", "drgen/active"): {"back": {"N": "1"}}}),
        "latch `back` is set",
    ),
    "F35 another account": (lambda aws: setattr(aws.stores, "account", "999988887777"), "of account 999988887777"),
}


@pytest.mark.parametrize(("change", "word"), REFUSED.values(), ids=REFUSED)
def test_a_failover_does_not_begin(change: Callable[[Cloud], None], word: str, tmp_path: Path) -> None:
    trial = Trial("failover", tmp_path)
    change(trial.aws)
    ended = trial.attempt()
    assert isinstance(ended, NotReadyError)
    assert word in str(ended)
    assert trial.aws.acts() == []
    assert trial.aws.stores.objects == {}


@pytest.mark.parametrize(
    ("seconds", "goes"), [(60.9, False), (61.0, True), (UNKNOWN, True)], ids=["too little", "enough", "unknown"]
)
def test_loss_beyond_the_objective_needs_consent_to_as_much(seconds: float, goes: bool, tmp_path: Path) -> None:
    trial = Trial("failover", tmp_path)
    trial.aws.edge.lag["AuroraGlobalDBRPOLag"] = 61_000.0
    ended = trial.attempt(Wish("failover", "standby", Consent(seconds, "me", "fire")))
    assert (ended is None) is goes
    if goes:
        assert trial.entries()[0].data["consent"]["why"] == "fire"


def test_a_silent_metric_needs_consent_to_the_unknown(tmp_path: Path) -> None:
    trial = Trial("failover", tmp_path)
    trial.aws.edge.lag["AuroraGlobalDBRPOLag"] = None
    assert isinstance(trial.attempt(Wish("failover", "standby", Consent(10**6, "me", "fire"))), NotReadyError)
    assert trial.attempt(Wish("failover", "standby", Consent(UNKNOWN, "me", "fire"))) is None


@pytest.mark.parametrize("kind", ["switchover", "failback"])
def test_what_is_planned_does_not_begin_without_the_other_region(kind: str, tmp_path: Path) -> None:
    trial = Trial(kind, tmp_path)
    trial.aws.dark.add(trial.aws.region("primary" if kind == "switchover" else "standby"))
    ended = trial.attempt()
    assert isinstance(ended, NotReadyError)
    assert "drgen failover shop-prod" in ended.hint
    assert trial.aws.acts() == []


PLANNED: dict[str, tuple[Callable[[Cloud], None], str]] = {
    "unequal versions": (_set("orders", versions={HERE: "16.9"}), "a switchover wants equal versions"),
    "a copy that is cut off": (_set("orders", synchronization="pending-resync"), "which is not connected"),
    "a latch that overrules": (lambda aws: aws.edge.alarms["back"].values.append((9, 1.0)), "latch `back` is set"),
    "an image that is missing": (
        lambda aws: aws.eks.images.add((THERE, f"{REGISTRY}/shop-prod/storefront@sha256:a")),
        "shop-prod/storefront in us-west-2 has no image sha256:a",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("change", "word"), PLANNED.values(), ids=PLANNED)
def test_a_switchover_does_not_begin(change: Callable[[Cloud], None], word: str, tmp_path: Path) -> None:
    trial = Trial("switchover", tmp_path)
    change(trial.aws)
    ended = trial.attempt()
    assert isinstance(ended, NotReadyError)
    assert word in str(ended)
    assert trial.aws.acts() == []


def test_a_failback_waits_for_the_fence(tmp_path: Path) -> None:
    trial = Trial("failback", tmp_path)
    trial.aws.rds.instances[THERE, REPORTING].groups = [f"sg-{THERE}-{REPORTING}"]
    ended = trial.attempt()
    assert isinstance(ended, NotReadyError)
    assert "`drgen fence shop-prod` comes first" in str(ended)


def test_a_failback_waits_for_a_replica_that_is_behind(tmp_path: Path) -> None:
    trial = Trial("failback", tmp_path)
    trial.aws.edge.replayed = lambda: 600.0  # and nothing since
    ended = trial.attempt()
    assert isinstance(ended, StoppedError)
    assert "before the last connection ended" in str(ended)
    assert trial.aws.rds.promotions == []
    trial.aws.edge.replayed = None
    trial.through()
    assert repr(outcome(trial.aws)) == undisturbed("failback")


STUCK: dict[str, tuple[Callable[[Cloud], None], str]] = {
    "F30 a move that never ends": (_set("orders", fate="sticks"), "not settled after"),
    "F31 a move that AWS takes back": (_set("orders", fate="cancels"), "AWS is taking the move"),
    "F31 a move that did not happen": (_set("orders", fate="returns"), "still leads"),
    "a datastore that never ends": (_set("carts", fate="sticks"), "not settled after"),
    "a datastore that refuses": (_set("carts", fate="refuses"), "InvalidGlobalReplicationGroupState"),
}


@pytest.mark.parametrize(("change", "word"), STUCK.values(), ids=STUCK)
def test_a_move_that_does_not_end_stops_the_run_and_the_others_end(
    change: Callable[[Cloud], None], word: str, tmp_path: Path
) -> None:
    trial = Trial("failover", tmp_path)
    change(trial.aws)
    ended = trial.attempt()
    assert isinstance(ended, StoppedError)
    assert word in str(ended)
    assert trial.aws.rds.promotions == [(HERE, REPORTING)]  # F41: nothing is rolled back, and the others go on
    assert trial.aws.edge.primary_serves()
    calls = [call.operation for call in trial.aws.acts()]
    assert calls.count("failover_global_cluster") == 1  # F30: no second promotion


def test_plan_b_takes_the_cache_out_of_a_datastore_that_refuses(tmp_path: Path) -> None:
    trial = Trial("failover", tmp_path)
    trial.aws.caches.stores[CARTS].fate = "refuses"
    ended = trial.attempt()
    assert isinstance(ended, StoppedError)
    assert "--dissolve carts" in ended.hint
    assert trial.attempt(Wish("failover", "standby", dissolve=frozenset({"carts"}))) is None
    assert trial.aws.caches.stores[CARTS].regions == [THERE]
    assert not trial.aws.edge.primary_serves()


def test_two_writers_on_the_way_stop_everything_at_once(tmp_path: Path) -> None:
    trial = Trial("failover", tmp_path)

    def split(call: Call) -> Mood:
        if call.operation == "failover_global_cluster":
            trial.aws.rds.globals[ORDERS].second_writer = HERE
        return ""

    trial.aws.faults.append(split)
    assert isinstance(trial.attempt(), AbortedError)
    after = [call.operation for call in trial.aws.acts()]
    assert after[-1] != "put_metric_data"
    assert trial.aws.edge.primary_serves()


def test_traffic_does_not_move_while_capacity_is_short(tmp_path: Path) -> None:
    trial = Trial("failover", tmp_path)
    trial.aws.eks.on_ready = lambda region, _: trial.aws.edge.sick.update({region: 6})
    ended = trial.attempt()
    assert isinstance(ended, StoppedError)
    assert "0 of 6 targets are healthy" in str(ended)
    assert trial.aws.edge.primary_serves()


def test_a_dark_region_costs_no_time_and_no_socket(tmp_path: Path) -> None:
    dark = Trial("failover", tmp_path / "dark")
    assert dark.attempt() is None
    lit = Trial("failover", tmp_path / "lit")
    lit.aws.dark.clear()
    lit.kind = "failover"
    assert lit.attempt() is None
    assert dark.aws.sockets[THERE] == 0
    assert abs(dark.aws.clock.seconds - lit.aws.clock.seconds) <= 10


def test_a_dark_target_stops_it_before_anything_moves(tmp_path: Path) -> None:
    trial = Trial("failover", tmp_path)
    trial.aws.dark.add(HERE)
    ended = trial.attempt()
    assert ended is not None
    assert trial.aws.acts() == []


@pytest.mark.parametrize("skew", [-600.0, 600.0], ids=["behind", "ahead"])
def test_a_wrong_clock_changes_nothing(skew: float, tmp_path: Path) -> None:
    trial = Trial("failover", tmp_path)
    trial.aws.clock.skew = skew
    assert trial.attempt() is None
    assert repr(outcome(trial.aws)) == undisturbed("failover")


def test_a_stale_metric_is_stale_whatever_our_clock_says(tmp_path: Path) -> None:
    trial = Trial("failover", tmp_path)
    trial.aws.edge.lag_age, trial.aws.clock.skew = 600.0, -600.0
    assert isinstance(trial.attempt(), NotReadyError)


def test_what_lies_on_the_last_page_is_found(tmp_path: Path) -> None:
    """F50: instances one a page, sixty brokers of others before ours, sixty old journals."""
    trial = Trial("failover", tmp_path)
    for number in range(60):
        trial.aws.stores.brokers[HERE, f"another-{number:02}"] = "RUNNING"
        trial.aws.stores.objects[f"acme-shop-prod-state-{HERE}", f"failover/old-{number:02}.jsonl"] = (
            b"",
            trial.aws.clock.true(),
        )
    trial.aws.rds.page = 1
    assert trial.attempt() is None
    assert repr(outcome(trial.aws)) == undisturbed("failover")
