"""Plan JSON becomes changes and an inventory, and says what Terraform's own text says."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from drgen.errors import DrgenError
from drgen.inventory import Sensitive, Unknown, sources
from drgen.inventory.changes import Action, Plan
from tests.inventory.made import KEPT, block, configured, entry, only, read


def features() -> Plan:
    return sources.read_plan(KEPT / "features.json")


def counted(plan: Plan) -> dict[str, int]:
    """Terraform's own arithmetic: a replacement is an addition and a destruction."""
    of = Counter(change.action for change in plan.changes if not change.deferred)
    return {
        "import": sum(bool(change.imported) for change in plan.changes),
        "add": of[Action.CREATE] + of[Action.REPLACE],
        "change": of[Action.UPDATE],
        "destroy": of[Action.DELETE] + of[Action.REPLACE],
    }


def test_the_counts_are_those_of_terraforms_own_text() -> None:
    text = (KEPT / "features.txt").read_text(encoding="utf-8")
    said = {what: int(count) for count, what in re.findall(r"(\d+) to (\w+)", text)}
    assert counted(features()) == said


@pytest.mark.parametrize(
    ("address", "attribute", "value"),
    [
        pytest.param("terraform_data.replaced", "forced_by", ("triggers_replace",), id="what forces it"),
        pytest.param("terraform_data.counted[1]", "reason", "delete_because_count_index", id="why"),
        pytest.param("terraform_data.new_name", "moved_from", "terraform_data.old_name", id="moved"),
        pytest.param("terraform_data.imported", "imported", "an-id", id="imported"),
        pytest.param("terraform_data.forgotten", "action", Action.FORGET, id="forgotten"),
        pytest.param('module.one["k"].terraform_data.inner', "module", 'module.one["k"]', id="in a module"),
    ],
)
def test_terraform_says_what_becomes_of_an_object(address: str, attribute: str, value: Any) -> None:
    [change] = [change for change in features().changes if change.address == address]
    assert getattr(change, attribute) == value


def test_a_failed_check_is_a_warning_in_its_own_words() -> None:
    assert features().warnings == ("check.fails fails: same must be y",)


def test_outputs_have_actions_and_no_values() -> None:
    assert features().outputs == {
        "changed": Action.UPDATE,
        "gone": Action.DELETE,
        "kept": Action.NO_OP,
        "new": Action.CREATE,
    }


def test_what_there_will_be_is_all_but_what_is_deleted_or_forgotten() -> None:
    plan = features()
    gone = {change.address for change in plan.changes if change.action in (Action.DELETE, Action.FORGET)}
    assert {one.address for one in plan.after.resources} == {change.address for change in plan.changes} - gone


def test_an_unknown_value_knows_the_resource_behind_a_modules_variable() -> None:
    [inner] = [one for one in features().after.resources if one.name == "inner"]
    assert inner.get("input") == Unknown(("terraform_data.created.id",))


def test_a_reference_to_a_modules_output_is_followed_into_the_module() -> None:
    [reader] = [one for one in features().after.resources if one.name == "reads_module"]
    assert reader.references["input"] == ("module.one.terraform_data.inner.id", "terraform_data.same.id")


def test_each_value_is_computed_from_what_for_each_reads() -> None:
    made = block("aws_sqs_queue.q", name={"references": ["each.value.name", "each.value"]})
    made["for_each_expression"] = {"references": ["aws_subnet.all"]}
    change = entry('aws_sqs_queue.q["a"]', "create", after_unknown={"name": True})
    found = only(change, configuration=configured(resources=[made]))
    assert found.after["name"] == Unknown(("aws_subnet.all",))


def test_a_sensitive_value_is_wrapped_and_does_not_print() -> None:
    change = only(entry(after={"a": [{"b": "canary"}]}, after_sensitive={"a": [{"b": True}]}))
    assert change.after["a"] == [{"b": Sensitive("canary")}]
    assert "canary" not in repr(change)


def test_a_resource_that_is_sensitive_as_a_whole_has_only_sensitive_values() -> None:
    assert dict(only(entry(after={"a": 1}, after_sensitive=True)).after) == {"a": Sensitive(1)}


@pytest.mark.parametrize(
    ("value", "mask"),
    [("canary", {"b": True}), ("canary", [True]), ([{"b": "canary"}], {"b": True}), ({"b": "canary"}, [{"b": True}])],
    ids=["a text", "a text, as a list", "a list", "a map"],
)
def test_a_mask_of_another_shape_hides_the_whole_value(value: Any, mask: Any) -> None:
    change = only(entry(after={"a": value, "c": "told"}, after_sensitive={"a": mask, "c": {}}))
    assert dict(change.after) == {"a": Sensitive(value), "c": "told"}


@pytest.mark.parametrize(
    ("after", "unknown", "value"),
    [
        pytest.param({}, {"arn": True}, {"arn": Unknown()}, id="left out"),
        pytest.param({"l": [1, None]}, {"l": [False, True]}, {"l": [1, Unknown()]}, id="in a list"),
        pytest.param({}, {"b": [{"c": True}]}, {"b": [{"c": Unknown()}]}, id="a block that is left out"),
        pytest.param({"t": None}, {"t": {}}, {"t": None}, id="a mask that says nothing"),
        pytest.param({}, {"t": {"u": False}}, {}, id="a mask that says no"),
    ],
)
def test_what_is_known_after_apply_is_unknown(after: Any, unknown: Any, value: Any) -> None:
    assert dict(only(entry(after=after, after_unknown=unknown)).after) == value


def test_a_deposed_object_is_destroyed_and_no_part_of_what_there_will_be() -> None:
    plan = read(entry(), entry("aws_sqs_queue.q", "delete", deposed="1a2b", after=None))
    assert [change.deposed for change in plan.changes] == ["", "1a2b"]
    assert [one.address for one in plan.after.resources] == ["aws_sqs_queue.q"]


def test_a_deferred_change_says_why_and_is_a_warning() -> None:
    put_off = {"reason": "provider_config_unknown", "resource_change": entry("aws_sqs_queue.later", "create")}
    plan = read(deferred_changes=[put_off], complete=False)
    assert [change.deferred for change in plan.changes] == ["provider_config_unknown"]
    assert any("1 change put off" in words for words in plan.warnings)


def test_drift_is_apart_from_the_changes() -> None:
    plan = read(entry(), resource_drift=[entry("aws_sqs_queue.q", "update", before={"d": 0}, after={"d": 9})])
    assert [list(change.changed()) for change in plan.drift] == [["d"]]
    assert [change.action for change in plan.changes] == [Action.NO_OP]


def test_terraform_1_0_gives_what_drifted_no_address() -> None:
    drifted = entry('module.m.aws_sqs_queue.q["a"]', "update", module_address="module.m") | {"index": "a"}
    del drifted["address"]
    assert [change.address for change in read(entry(), resource_drift=[drifted]).drift] == [
        'module.m.aws_sqs_queue.q["a"]'
    ]


def test_a_type_that_was_cut_away_stands_in_the_address() -> None:
    [change] = read({"address": 'module.m["x.y"].aws_sqs_queue.q[0]', "change": {"actions": ["create"]}}).changes
    assert (change.type, change.name) == ("aws_sqs_queue", "q")


@pytest.mark.parametrize(
    ("said", "action"),
    [
        (["delete", "create"], Action.REPLACE),
        (["create", "delete"], Action.REPLACE),
        (["create", "forget"], Action.REPLACE),
        (["read"], Action.READ),
    ],
)
def test_a_list_of_actions_is_one_action(said: list[str], action: Action) -> None:
    assert only(entry("aws_sqs_queue.q", *said)).action is action


def test_an_action_that_nobody_knows_is_refused() -> None:
    with pytest.raises(DrgenError, match=r"explode.*unknown"):
        read(entry("aws_sqs_queue.q", "explode"))


def test_an_errored_plan_is_refused() -> None:
    with pytest.raises(DrgenError, match="errored"):
        read(entry(), errored=True)


def test_a_plan_without_its_changes_is_not_one_that_changes_nothing() -> None:
    values = {"root_module": {"child_modules": [{"resources": [{"address": "aws_sqs_queue.q"}]}]}}
    with pytest.raises(DrgenError, match="not what changes"):
        read(resource_changes=None, planned_values=values)


def test_a_narrowed_plan_says_so_and_keeps_what_it_left_out() -> None:
    held = {"address": "aws_sqs_queue.left", "type": "aws_sqs_queue", "name": "left", "values": {"delay": 3}}
    plan = read(entry(), complete=False, prior_state={"values": {"root_module": {"resources": [held]}}})
    assert "incomplete" in plan.warnings[0]
    assert [one.get("delay") for one in plan.after.resources if one.name == "left"] == [3]


def test_data_sources_come_from_the_prior_state() -> None:
    address = "data.aws_vpc.v"
    held = {"address": address, "mode": "data", "type": "aws_vpc", "name": "v", "values": {"id": "vpc-1"}}
    prior = {"values": {"root_module": {"resources": [held]}}}
    configuration = configured(resources=[block(address, "aws")])
    plan = read(entry(), complete=True, prior_state=prior, configuration=configuration)
    [data] = [one for one in plan.after.resources if one.mode == "data"]
    assert (data.get("id"), data.provider, data.region) == ("vpc-1", "aws", "us-east-1")
