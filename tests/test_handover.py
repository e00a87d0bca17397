"""What one root gives another travels in a strict file."""

import json
from pathlib import Path

import pytest

from drgen import handover
from drgen.errors import DrgenError
from drgen.stacks import Stack
from drgen.terms import Input, Variable
from tests.specs import loaded


def variable(name: str, kind: str = "string") -> Variable:
    giver, _, output = name.partition("_")
    return Variable(name, Input(name, kind), giver, output)


def stack(name: str, *variables: Variable) -> Stack:
    return Stack(name, {name: "us-west-2"}, "standby", [], list(variables), [])


KEY = variable("foundation_keys_key_arn")
GROUP = variable("primary_carts_global_replication_group_id")
TABLES = variable("primary_network_private_route_table_ids", "list(string)")
OWN = Variable("orders_observed_instances", Input("observed_instances", "map(string)"))
BOTH = {"value": {"primary": "arn:p", "standby": "arn:s"}}


@pytest.mark.parametrize(
    ("root", "value"),
    [
        pytest.param("primary", "arn:p", id="primary"),
        pytest.param("standby", "arn:s", id="standby"),
    ],
)
def test_a_regional_root_is_handed_its_own_side(root: str, value: str) -> None:
    assert handover.collect(stack(root, KEY, OWN), "foundation", {"keys_key_arn": BOTH}) == {KEY.name: value}


def test_global_is_handed_both_sides() -> None:
    both = variable("foundation_keys_key_arn", "object({ primary = string, standby = string })")
    found = handover.collect(stack("global", both), "foundation", {"keys_key_arn": BOTH})
    assert found == {both.name: BOTH["value"]}


def test_only_the_giver_that_was_asked_gives() -> None:
    assert handover.collect(stack("standby", KEY, GROUP), "primary", {GROUP.output: {"value": ""}}) == {GROUP.name: ""}


@pytest.mark.parametrize(
    ("taken", "outputs", "message"),
    [
        pytest.param(KEY, {}, "foundation has no output keys_key_arn for standby", id="missing"),
        pytest.param(KEY, {"keys_key_arn": {"value": ["x"]}}, "no string", id="list for string"),
        pytest.param(KEY, {"keys_key_arn": {"value": "a\nb"}}, "no string", id="control character"),
        pytest.param(KEY, {"keys_key_arn": {"value": "x" * 3000}}, "no string", id="too long for an identifier"),
    ],
)
def test_what_is_no_identifier_is_not_handed_over(taken: Variable, outputs: dict, message: str) -> None:
    with pytest.raises(DrgenError, match=message):
        handover.collect(stack("standby", taken), "foundation", outputs)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("{", "not readable as JSON", id="broken"),
        pytest.param("[]", "not a JSON object", id="list"),
        pytest.param('{"foundation_keys_key_arn": "a", "foundation_keys_key_arn": "b"}', "twice", id="duplicate"),
        pytest.param('{"orders_master_password": "x"}', "takes no 'orders_master_password'", id="unknown name"),
        pytest.param('{"orders_observed_instances": {}}', "takes no", id="a root's own variable"),
        pytest.param('{"foundation_keys_key_arn": null}', "no string", id="null"),
        pytest.param('{"foundation_keys_key_arn": {"a": 1}}', "no string", id="wrong type"),
    ],
)
def test_a_tampered_file_is_refused(text: str, message: str) -> None:
    with pytest.raises(DrgenError, match=message):
        handover.read(stack("standby", KEY, GROUP, OWN), text, "handover.auto.tfvars.json")


def test_a_written_file_is_read_back() -> None:
    receiver = stack("global", KEY, TABLES)
    values = {KEY.name: "arn", TABLES.name: ["rtb-1", "rtb-2"]}
    assert handover.read(receiver, handover.merged({}, values), "f") == values


def test_another_givers_values_stay_and_unwanted_ones_go() -> None:
    receiver = stack("standby", KEY, GROUP)
    kept = handover.known(receiver, {KEY.name: "arn", "primary_gone_x": "y"})
    assert json.loads(handover.merged(kept, {GROUP.name: "g"})) == {KEY.name: "arn", GROUP.name: "g"}


@pytest.mark.parametrize(
    ("taken", "fake"),
    [
        pytest.param(KEY, "arn:aws:fake:us-west-2:111122223333:foundation-keys-key-arn", id="arn"),
        pytest.param(GROUP, "fake-", id="identifier"),
    ],
)
def test_a_fake_is_well_formed(taken: Variable, fake: str, tmp_path: Path) -> None:
    value = handover.fakes(stack("standby", taken), loaded(tmp_path, {}))[taken.name]
    assert value.startswith(fake)
    assert len(value) <= 32 or value.startswith("arn:")


def test_a_list_of_fakes_has_a_different_member_for_each_zone(tmp_path: Path) -> None:
    values = handover.fakes(stack("global", TABLES), loaded(tmp_path, {}))[TABLES.name]
    assert len(values) == len(set(values)) == 2
