"""A state is read the same, shown by Terraform or raw."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from drgen.errors import DrgenError
from drgen.inventory import Inventory, Resource, Sensitive, sources
from tests.inventory.made import KEPT


def raw(tmp_path: Path, *resources: dict[str, Any]) -> Inventory:
    path = tmp_path / "terraform.tfstate"
    path.write_text(json.dumps({"version": 4, "terraform_version": "1.11.4", "resources": resources}))
    return sources.read(path)


def kept(provider: str = 'provider["registry.terraform.io/hashicorp/aws"]', **instance: Any) -> dict[str, Any]:
    return {"mode": "managed", "type": "aws_sqs_queue", "name": "q", "provider": provider, "instances": [instance]}


def one(found: Inventory) -> Resource:
    [resource] = found.resources
    return resource


def test_a_raw_state_holds_what_terraform_shows() -> None:
    shown, kept = (sources.read(KEPT / f"features-{name}.json") for name in ("state", "raw"))
    assert {one.address: dict(one.values) for one in kept.resources} == {
        one.address: dict(one.values) for one in shown.resources
    }
    assert [one.module for one in kept.resources] == [one.module for one in shown.resources]


def test_what_a_state_holds_it_holds_before_the_plan() -> None:
    plan = sources.read_plan(KEPT / "features.json")
    before = {change.moved_from or change.address for change in plan.changes if change.before and not change.imported}
    assert {one.address for one in sources.read(KEPT / "features-raw.json").resources} == before


@pytest.mark.parametrize("path", [["password"], ["user", 0, "password"]], ids=["at the top", "in a block"])
def test_a_sensitive_attribute_is_wrapped(tmp_path: Path, path: list[Any]) -> None:
    steps = [
        {"type": "index", "value": {"value": step, "type": "number"}}
        if isinstance(step, int)
        else {"type": "get_attr", "value": step}
        for step in path
    ]
    attributes = {"password": "canary", "user": [{"password": "canary"}]}
    resource = one(raw(tmp_path, kept(attributes=attributes, sensitive_attributes=[steps])))
    assert resource.get(".".join(map(str, path))) == Sensitive("canary")


def test_a_mask_that_cannot_be_understood_hides_everything(tmp_path: Path) -> None:
    resource = one(raw(tmp_path, kept(attributes={"a": "canary"}, sensitive_attributes=[[{"type": "splat"}]])))
    assert dict(resource.values) == {"a": Sensitive("canary")}


@pytest.mark.parametrize(
    ("text", "provider"),
    [
        ('provider["registry.terraform.io/hashicorp/aws"]', "aws"),
        ('provider["registry.terraform.io/hashicorp/aws"].west', "aws.west"),
        ('module.a.module.b.provider["registry.opentofu.org/hashicorp/aws"].west', "module.a.module.b:aws.west"),
        ("provider.aws.west", "aws.west"),
        ("provider.aws", "aws"),
    ],
)
def test_a_provider_is_named_as_in_a_plan(tmp_path: Path, text: str, provider: str) -> None:
    assert one(raw(tmp_path, kept(text, attributes={}))).provider == provider


@pytest.mark.parametrize(("key", "address"), [(0, "aws_sqs_queue.q[0]"), ('a"b', 'aws_sqs_queue.q["a\\"b"]')])
def test_a_key_is_part_of_the_address(tmp_path: Path, key: Any, address: str) -> None:
    assert one(raw(tmp_path, kept(index_key=key, attributes={}))).address == address


def test_a_deposed_object_is_left_out(tmp_path: Path) -> None:
    assert raw(tmp_path, kept(deposed="1a2b", attributes={})).resources == ()


def test_an_old_state_is_refused(tmp_path: Path) -> None:
    (path := tmp_path / "old.tfstate").write_text('{"version": 3, "terraform_version": "0.11.14", "modules": []}')
    with pytest.raises(DrgenError, match="format 3"):
        sources.read(path)
