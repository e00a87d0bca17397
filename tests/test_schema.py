"""The JSON Schema for editors: it takes what `spec.load` takes, and marks what is mistyped."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from drgen import catalog, schema, spec
from tests.conftest import ROOT
from tests.specs import BASE
from tests.test_settings import CATALOG
from tests.test_spec import changed

SCHEMA = schema.schema(CATALOG)
SETTINGS: dict[str, Any] = {
    "iam": {},
    "orders": {
        "module": "aurora",
        "class": "large",
        "nodes": {"a": {"class": "x", "min": 3}},
        "queues": {"anything": ["goes", 1]},
        "vpc_id": "${network.vpc_id}",
        "durable": "${network.vpc_id}",
        "because": "of this",
        "objectives": {"rpo": "15m"},
        "standby": {"instances": {"writer": 1}, "because": "of that"},
    },
    "reports": {"module": "aurora", "standby": "absent"},
}


def marks(data: object, of: dict[str, Any] = SCHEMA) -> list[str]:
    return sorted(error.message for error in Draft7Validator(of).iter_errors(data))


def test_the_schema_is_a_schema() -> None:
    Draft7Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


def test_it_takes_a_whole_spec() -> None:
    assert marks(changed("components", SETTINGS)) == []


def test_it_takes_an_overlay_that_says_little() -> None:
    assert (
        marks({"extends": "../base.yaml", "name": "shop", "components": {"orders": {"class": "s"}, "iam": None}}) == []
    )


def test_it_takes_the_starter() -> None:
    assert marks(yaml.safe_load(spec.starter("shop")), schema.schema(catalog.read(ROOT / "modules"))) == []


@pytest.mark.parametrize("path", sorted(ROOT.glob("environments/*/spec.yaml")), ids=lambda path: path.parent.name)
def test_it_takes_every_environment_here(path: Any) -> None:
    assert marks(yaml.safe_load(path.read_text()), schema.schema(catalog.read(ROOT / "modules"))) == []


MISTYPED: dict[str, tuple[str, Any]] = {
    "a field": ("acount", "1"),
    "a field inside": ("regions/primary/zoness", []),
    "a choice": ("strategy", "warm"),
    "a number for a string": ("account", 111122223333),
    "a duration": ("objectives/rto", "60min"),
    "a range": ("regions/primary/zones", ["us-east-1a"]),
    "a pattern": ("name", "Shop"),
    "the version": ("version", 2),
    "automatic": ("objectives/decision", "automatic"),
    "a component": ("components/iamm", {}),
    "a component's name": ("components/my-db", {"module": "aurora"}),
    "a module": ("components/orders/module", "auora"),
    "a setting": ("components/orders/clas", "x"),
    "a setting of a component named as its module": ("components/iam/pth", "x"),
    "a type": ("components/orders/durable", "yes"),
    "a type inside": ("components/orders/nodes/a/min", "3"),
    "an attribute": ("components/orders/nodes/a/clas", "x"),
    "a setting of the standby": ("components/orders/standby/clas", "x"),
    "a type of the standby": ("components/orders/standby/instances", {"a": "b"}),
    "the standby's word": ("components/orders/standby", "abset"),
    "a standby of what exists once": ("components/iam/standby", {}),
    "an input that a secret takes": ("components/orders/admin", "x"),
    "an input that is observed": ("components/orders/observed_nodes", {}),
    "an input of the standby block": ("components/orders/standby_instances", {}),
    "an estimate": ("estimates", {"decide": {"p5": "5m"}}),
    "an estimate's duration": ("estimates", {"decide": {"p50": "5 minutes"}}),
    "a scale": ("scale", {"orders": {"deployments": {"shop/web": 0}}}),
    "evidence": ("evidence", ["/tmp/drill.txt"]),
    "a component's objective": ("components/orders/objectives/rt", "1h"),
}


@pytest.mark.parametrize(("path", "value"), MISTYPED.values(), ids=MISTYPED)
def test_it_marks_what_is_mistyped(path: str, value: Any) -> None:
    data = copy.deepcopy(changed("components", SETTINGS))
    *way, last = path.split("/")
    at = data
    for part in way:
        at = at[part]
    at[last] = value
    assert marks(data)


@pytest.mark.parametrize("field", [name for name in BASE if name != "components"])
def test_it_asks_for_what_a_whole_spec_must_say(field: str) -> None:
    assert f"'{field}' is a required property" in marks({key: value for key, value in BASE.items() if key != field})


def test_it_describes_every_field() -> None:
    assert [name for name, field in SCHEMA["properties"].items() if not field.get("description")] == []


def test_it_says_what_the_modules_say_about_their_settings() -> None:
    found = schema.schema(catalog.read(ROOT / "modules"))["definitions"]["component.aurora"]["properties"]
    assert found["backup_retention_days"]["description"]
    assert "default" in found["backup_retention_days"]
