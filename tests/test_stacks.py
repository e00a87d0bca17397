"""The wiring rules of docs/modules.md, one row each."""

from pathlib import Path
from typing import Any

import pytest

from drgen.errors import DrgenError
from drgen.problems import SpecError
from drgen.stacks import Stack, layout
from drgen.terms import Input, Module, Ref
from tests.specs import loaded, module

SIZE = "size?:object({ min = optional(number), max = optional(number) })"
CATALOG = {
    "state": module("state", "primary_state_bucket", scope="bootstrap"),
    "keys": module("keys", outputs=("key_arn",), scope="foundation"),
    "vault": module("vault", "key_arn:object({ primary = string, standby = string })", scope="foundation"),
    "network": module("network", "cidr", "peer_cidr", outputs=("vpc_id",)),
    "aurora": module(
        "aurora", "foundation_key_arn", "name", "role", "vpc_id", SIZE, Input("password", ephemeral=True, default=""),
        Input("observed_instances", "map(string)", required=False, default={}),
        outputs=("cluster_id",),
    ),
    "nodes": module("nodes", "min?:number", "standby_min?:number"),
    "cache": module(
        "cache", "vpc_id", "primary_store_id?", "durable?:bool", outputs=("store_id",),
        absent_in_standby={"backup_restore": {}, "pilot_light": {"durable": False}},
    ),
    "queue": module("queue", "durable:bool"),
    "alarms": module("alarms", "all_cluster_id:map(string)", "all_nothing:map(string)"),
    "dns": module("dns", "primary_vpc_id", "standby_region", "hosts:list(string)", scope="global"),
}  # fmt: skip
SHOP: dict[str, Any] = {
    "keys": {},
    "vault": {},
    "network": {},
    "alarms": {},
    "dns": {},
    "orders": {
        "module": "aurora",
        "size": {"min": 6, "max": 24},
        "standby": {"size": {"min": 3}, "because": "the June drill"},
    },
    "reporting": {"module": "aurora", "vpc_id": "${network.vpc_id}", "objectives": {"rpo": "15m"}},
    "carts": {"module": "cache"},
    "catalogue": {"module": "cache"},
    "workers": {"module": "nodes", "min": 6, "standby": {"min": 2, "because": "they only warm up"}},
}


def stacks(
    folder: Path, components: dict[str, Any] = SHOP, catalog: dict[str, Module] = CATALOG, **more: Any
) -> dict[str, Stack]:
    spec = loaded(folder, catalog, components=components, **more)
    return {stack.name: stack for stack in layout(spec, catalog)}


def inputs(found: dict[str, Stack], root: str, instance: str) -> dict[str, Any]:
    [call] = [call for call in found[root].calls if call.instance == instance]
    return {name: wire.value for name, wire in call.inputs.items()}


@pytest.mark.parametrize(
    ("root", "instance", "name", "value"),
    [
        pytest.param("bootstrap", "state", "primary_state_bucket", "acme-shop-state-us-east-1", id="bootstrap"),
        pytest.param("primary", "orders", "size", {"min": 6, "max": 24}, id="spec"),
        pytest.param("standby", "orders", "size", {"min": 3, "max": 24}, id="spec, standby merged"),
        pytest.param("standby", "workers", "min", 6, id="a module that takes both gets the full value"),
        pytest.param("standby", "workers", "standby_min", 2, id="… and what the standby block says"),
        pytest.param("standby", "network", "cidr", "10.1.0.0/16", id="platform, own place"),
        pytest.param("standby", "network", "peer_cidr", "10.0.0.0/16", id="platform, peer"),
        pytest.param("global", "dns", "standby_region", "us-west-2", id="platform, a side's place"),
        pytest.param("primary", "orders", "name", "shop-orders", id="first of two instances"),
        pytest.param("primary", "reporting", "name", "shop-reporting", id="second of two instances"),
        pytest.param("primary", "orders", "foundation_key_arn", Ref("var.foundation_keys_key_arn"), id="only giver"),
        pytest.param("foundation", "vault", "key_arn", Ref("module.keys.key_arn"), id="both sides to a sibling"),
        pytest.param("standby", "carts", "primary_store_id", Ref("var.primary_carts_store_id"), id="same instance"),
        pytest.param("global", "dns", "primary_vpc_id", Ref("var.primary_network_vpc_id"), id="global sees primary"),
        pytest.param("primary", "orders", "vpc_id", Ref("module.network.vpc_id"), id="sibling"),
        pytest.param("primary", "reporting", "vpc_id", Ref("module.network.vpc_id"), id="a whole setting may refer"),
        pytest.param("primary", "orders", "password", Ref("var.orders_password"), id="ephemeral"),
        pytest.param("standby", "orders", "observed_instances", Ref("var.orders_observed_instances"), id="observed"),
        pytest.param(
            "primary", "alarms", "all_cluster_id",
            {"orders": Ref("module.orders.cluster_id"), "reporting": Ref("module.reporting.cluster_id")},
            id="every sibling",
        ),
        pytest.param("primary", "alarms", "all_nothing", {}, id="every sibling, and there is none"),
    ],
)  # fmt: skip
def test_an_input_is_wired_by_name(tmp_path: Path, root: str, instance: str, name: str, value: object) -> None:
    assert inputs(stacks(tmp_path), root, instance)[name] == value


@pytest.mark.parametrize(
    ("root", "instance", "name"),
    [
        pytest.param("primary", "carts", "primary_store_id", id="the primary does not see itself as another root"),
        pytest.param("primary", "workers", "standby_min", id="the standby block is the standby's alone"),
        pytest.param("primary", "reporting", "size", id="an input with a default that nobody sets"),
    ],
)
def test_an_input_keeps_its_default(tmp_path: Path, root: str, instance: str, name: str) -> None:
    assert name not in inputs(stacks(tmp_path), root, instance)


def test_only_the_standby_may_differ(tmp_path: Path) -> None:
    found = stacks(tmp_path)
    for call in found["primary"].calls:
        own, other = inputs(found, "primary", call.instance), inputs(found, "standby", call.instance)
        bound = {"cidr", "peer_cidr", "role", "primary_store_id"}
        differ = {name for name in own.keys() | other.keys() if own.get(name) != other.get(name)} - bound
        assert differ == {"orders": {"size"}, "workers": {"standby_min"}}.get(call.instance, set())


@pytest.mark.parametrize(
    ("strategy", "cache", "there"),
    [
        pytest.param("backup_restore", {"durable": True}, False, id="no cache waits for a restore"),
        pytest.param(
            "pilot_light", {"durable": False, "because": "rebuilt"}, False, id="nor one that is rebuilt anyway"
        ),
        pytest.param("pilot_light", {"durable": True}, True, id="a durable one waits with its data"),
        pytest.param("warm_standby", {"durable": False, "because": "rebuilt"}, True, id="a warm one waits"),
        pytest.param("backup_restore", {"durable": True, "standby": "present"}, True, id="the spec says present"),
        pytest.param(
            "warm_standby", {"durable": True, "standby": "absent", "because": "no"}, False, id="the spec says absent"
        ),
    ],
)
def test_a_strategy_decides_what_the_standby_has(
    tmp_path: Path, strategy: str, cache: dict[str, Any], there: bool
) -> None:
    components = {"network": {}, "carts": {"module": "cache"} | cache}
    found = stacks(tmp_path, components, strategy=strategy)
    assert ("carts" in {call.instance for call in found["standby"].calls}) is there
    assert "carts" in {call.instance for call in found["primary"].calls}


def test_who_is_active_changes_no_instance_and_no_address(tmp_path: Path) -> None:
    before, after = stacks(tmp_path), stacks(tmp_path, active="standby")
    for root in before:
        assert [(c.instance, c.module.name) for c in before[root].calls] == [
            (c.instance, c.module.name) for c in after[root].calls
        ]
        assert before[root].outputs == after[root].outputs


def test_the_order_of_the_spec_has_no_meaning(tmp_path: Path) -> None:
    assert stacks(tmp_path) == stacks(tmp_path, dict(reversed(SHOP.items())))


@pytest.mark.parametrize(
    ("components", "message", "hint"),
    [
        pytest.param(
            {"orders": {"module": "aurora"}},
            "orders: primary needs 'vpc_id'; nothing gives it",
            "add network under components, or set components.orders.vpc_id", id="a sibling lacks",
        ),
        pytest.param(
            {"network": {}, "orders": {"module": "aurora"}},
            "orders: primary needs 'foundation_key_arn'; nothing gives it",
            "add keys under components, or set components.orders.foundation_key_arn", id="another root lacks",
        ),
        pytest.param(
            {"network": {}, "carts": {"module": "queue"}},
            "carts: primary needs 'durable'; nothing gives it",
            "set components.carts.durable; `drgen explain queue` says what it is", id="a setting lacks",
        ),
        pytest.param(
            {"keys": {}, "one": {"module": "network"}, "two": {"module": "network"}, "orders": {"module": "aurora"}},
            "one and two give it", "${one.vpc_id}", id="two give",
        ),
        pytest.param(
            {"keys": {}, "network": {}, "orders": {"module": "aurora", "vpc_id": "${networks.vpc_id}"}},
            "orders.vpc_id: ${networks.vpc_id} is nothing that primary sees", "${instance.output}", id="no such",
        ),
        pytest.param(
            {"keys": {}, "network": {}, "orders": {"module": "aurora", "vpc_id": "${standby.network.vpc_id}"}},
            "${standby.network.vpc_id} is nothing that primary sees", "${root.instance.output}", id="later root",
        ),
    ],
)  # fmt: skip
def test_a_gap_is_named_with_the_line_to_write(
    tmp_path: Path, components: dict[str, Any], message: str, hint: str
) -> None:
    with pytest.raises(DrgenError) as caught:
        stacks(tmp_path, components)
    assert message in str(caught.value)
    assert hint in str(caught.value)
    assert "spec.yaml:" in str(caught.value)


def test_every_gap_is_named_once_and_all_at_once(tmp_path: Path) -> None:
    with pytest.raises(SpecError) as caught:
        stacks(tmp_path, {"orders": {"module": "aurora"}, "carts": {"module": "cache"}})
    assert [problem.message for problem in caught.value.problems] == [
        "orders: primary needs 'foundation_key_arn'; nothing gives it",
        "orders: primary needs 'vpc_id'; nothing gives it",
        "carts: primary needs 'vpc_id'; nothing gives it",
    ]


def test_two_equal_outputs_of_a_root_are_refused(tmp_path: Path) -> None:
    catalog = CATALOG | {"one": module("one", outputs=("b_c",)), "two": module("two", outputs=("c",))}
    components = {"a": {"module": "one"}, "a_b": {"module": "two"}}
    with pytest.raises(DrgenError, match="output a_b_c is both"):
        stacks(tmp_path, components, catalog)


def test_what_is_handed_over_knows_its_giver(tmp_path: Path) -> None:
    handed = {v.name: (v.giver, v.output) for v in stacks(tmp_path)["standby"].variables if v.giver}
    assert handed == {
        "foundation_keys_key_arn": ("foundation", "keys_key_arn"),
        "primary_carts_store_id": ("primary", "carts_store_id"),
        "primary_catalogue_store_id": ("primary", "catalogue_store_id"),
    }
