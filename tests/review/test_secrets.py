"""Nothing secret leaves a plan: a canary in every place, by mask, by name and by shape, and in no format."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from drgen import report
from drgen.commands import REVIEW_FORMATS
from drgen.redaction import Redactor
from drgen.review import review
from tests.review import planned
from tests.review.planned import foreign, resource
from tests.test_masking import SECRETS

PLAIN = "correct horse battery"  # only its mask or its name says that it is secret
ARN = "arn:aws:iam::111122223333:role/shop"
SHAPES = SECRETS | {
    "AWS secret key": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLE" + "KEY",
    "hex": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "base64": "c29tZSByYW5kb20gYnl0ZXMgdGhhdCBhcmUgc2VjcmV0IQ0K+/8=",
    "UUID": "3b241101-e2bb-4255-8caf-4136c566a962",
    "mixed word": "x7Gq2Rt9Lm4Zp8Kw",
}


def updated(before: Any, after: Any, **known: Any) -> dict[str, Any]:
    return resource("aws_db_instance.a", "update", {"identifier": "a"} | before, {"identifier": "a"} | after, **known)


def masked(value: Any, mask: Any, **known: Any) -> dict[str, Any]:
    """A change in which a mask says what is secret."""
    marks = {"before_sensitive": {"x": mask}, "after_sensitive": {"x": mask}}
    return foreign([updated({"x": value}, {"x": None}, **marks, **known)])


def beside(other: dict[str, Any]) -> dict[str, Any]:
    """A change with a masked secret, and another resource that shows it."""
    secret = updated({"x": PLAIN}, {"x": "new"}, before_sensitive={"x": True})
    return foreign([secret, other])


def named(key: str, value: Any = PLAIN, type_: str = "aws_x") -> dict[str, Any]:
    return foreign([resource(f"{type_}.a", "update", {key: "old " + PLAIN}, {key: value})])


def shaped(text: str) -> dict[str, Any]:
    """A secret, told by its shape alone, in everything that is shown of a change."""
    values = {"description": f"it is {text}", "tags": {text: text, "a": text}, "list": [text], "inner": [{"x": text}]}
    update = resource(f'module.a["{text}"].aws_x.a["{text}"]', "update", {}, values)
    alarm = {"alarm_name": text, "metric_name": "ReplicaLag"}
    lost = resource(f'aws_cloudwatch_metric_alarm.a["{text}"]', "delete", alarm)
    named_ = {"replicate_source_db": text, "identifier": text}
    promoted = resource("aws_db_instance.a", "update", named_, named_ | {"replicate_source_db": None})
    forced = resource("aws_s3_bucket.a", "replace", {"tags": {text: 1}}, {}, replace_paths=[["tags", text]])
    moved = resource("aws_x.m", "no-op", {}, {}, previous_address=f'aws_x.m["{text}"]')
    return foreign([update, lost, promoted, forced, moved])


def containers(text: str) -> str:
    return json.dumps([{"name": "app", "environment": [{"name": "DB_PASSWORD", "value": text}]}])


PLACES: dict[str, dict[str, Any]] = {
    "masked: a value": masked(PLAIN, True),
    "masked: in a map": masked({"inner": PLAIN}, {"inner": True}),
    "masked: a whole map": masked({"inner": PLAIN}, True),
    "masked: a key of a masked map": masked({PLAIN: "x"}, True),
    "masked: in a list": masked(["a", PLAIN], [False, True]),
    "masked: a whole list": masked([PLAIN], True),
    "masked: a whole resource": foreign([updated({"x": PLAIN}, {"x": "y"}, before_sensitive=True)]),
    "masked: after only": foreign([updated({"x": "y"}, {"x": PLAIN}, after_sensitive={"x": True})]),
    "masked: a forced value": masked(PLAIN, True, replace_paths=[["x"]]),
    "masked: made": foreign([resource("aws_x.a", "create", None, {"x": PLAIN}, after_sensitive={"x": True})]),
    "masked: destroyed": foreign([resource("aws_db_instance.a", "delete", {"x": PLAIN}, before_sensitive={"x": True})]),
    "masked: an identifier": foreign(
        [resource("aws_db_instance.a", "delete", {"identifier": PLAIN}, before_sensitive={"identifier": True})]
    ),
    "elsewhere: a tag": beside(resource("aws_x.b", "update", {"tags": {}}, {"tags": {"a": PLAIN}})),
    "elsewhere: a key of a map": beside(resource("aws_x.b", "update", {"tags": {}}, {"tags": {PLAIN: "a"}})),
    "elsewhere: inside an address": beside(resource("aws_x.b", "update", {}, {"url": f"amqp://{PLAIN}.example"})),
    "elsewhere: inside a document": beside(resource("aws_x.b", "update", {}, {"p": json.dumps({"a": [PLAIN]})})),
    "elsewhere: an index": beside(resource(f'aws_x.b["{PLAIN}"]', "update", {"a": 1}, {"a": 2})),
    "elsewhere: the index of a module": beside(resource(f'module.m["{PLAIN}"].aws_x.b', "delete", {"a": 1})),
    "elsewhere: the address before": beside(
        resource("aws_x.b", "no-op", {}, {}, previous_address=f'aws_x.b["{PLAIN}"]')
    ),
    "elsewhere: an import": beside(resource("aws_x.b", "no-op", {}, {}, importing={"id": PLAIN})),
    "elsewhere: a name in a finding": beside(resource("aws_sqs_queue.b", "delete", {"name": PLAIN})),
    "elsewhere: what forces": beside(resource("aws_x.b", "replace", {}, {}, replace_paths=[["tags", PLAIN]])),
    "elsewhere: a deposed object": beside(resource("aws_x.b", "delete", {}, deposed=PLAIN)),
    "elsewhere: a failed check": beside(resource("aws_x.b", "no-op", {}, {}))
    | {"checks": [{"address": {"to_display": "x"}, "status": "fail", "problems": [{"message": PLAIN}]}]},
    "elsewhere: a region": beside(resource("aws_vpc.b", "update", {"region": PLAIN}, {"region": PLAIN, "a": 1})),
    "drift": foreign([], resource_drift=[updated({"x": PLAIN}, {"x": "y"}, before_sensitive={"x": True})]),
    "drift of the topology": foreign(
        [],
        resource_drift=[
            updated({"replicate_source_db": PLAIN}, {}, before_sensitive={"replicate_source_db": True}),
        ],
    ),
    "put off": foreign(
        [], deferred_changes=[{"reason": "unknown", "resource_change": masked(PLAIN, True)["resource_changes"][0]}]
    ),
    "an output": foreign([], output_changes={"x": {"actions": ["update"], "before": PLAIN, "after": PLAIN + "!"}}),
    "a sensitive output": foreign(
        [], output_changes={"x": {"actions": ["create"], "before": None, "after": PLAIN, "after_sensitive": True}}
    ),
    "the prior state": foreign(
        [updated({"a": 1}, {"a": 2})],
        prior_state={"format_version": "1.0", "values": {"root_module": {"resources": [
            {"address": "aws_x.z", "mode": "managed", "type": "aws_x", "name": "z", "values": {"x": PLAIN}}]}}},
    ),
    "planned values": foreign([updated({"a": 1}, {"a": 2})], planned_values={"outputs": {"x": {"value": PLAIN}}}),
    "variables": foreign([updated({"a": 1}, {"a": 2})], variables={"x": {"value": PLAIN}}),
    "a constant of the configuration": foreign(
        [updated({"a": 1}, {"a": 2})],
        configuration={"root_module": {"resources": [{
            "address": "aws_db_instance.a", "mode": "managed", "type": "aws_db_instance", "name": "a",
            "provider_config_key": "aws", "expressions": {"x": {"constant_value": PLAIN}}}]}},
    ),
    "a constant of a provider": foreign(
        [updated({"a": 1}, {"a": 2})],
        configuration={"provider_config": {"a": {"name": "a", "expressions": {"token": {"constant_value": PLAIN}}}}},
    ),
    "a variable's default": foreign(
        [updated({"a": 1}, {"a": 2})], configuration={"root_module": {"variables": {"x": {"default": PLAIN}}}}
    ),
    "named password": named("password"),
    "named master_password": named("master_password"),
    "named auth_token": named("auth_token"),
    "named secret_string": named("secret_string"),
    "named clientSecret": named("clientSecret"),
    "named privateKeyPem": named("private_key_pem"),
    "named api-key": named("api-key"),
    "named credentials": named("credentials", {"inner": PLAIN}),
    "named connection_string": named("connection_string"),
    "named user_data": named("user_data"),
    "named key_material": named("key_material_base64"),
    "named Authorization": named("headers", {"Authorization": PLAIN}),
    "named in a tag": named("tags", {"ApiToken": PLAIN}),
    "named in the environment": named("environment", [{"variables": {"DB_PASSWORD": PLAIN}}]),
    "named by a pair": foreign(
        [resource("aws_x.a", "update", {"c": containers("old " + PLAIN)}, {"c": containers(PLAIN)})]
    ),
    "named by its type: a parameter": named("value", type_="aws_ssm_parameter"),
    "named by its type: a password": named("result", type_="random_password"),
    "named by its type: a secret's version": named("secret_string", type_="aws_secretsmanager_secret_version"),
    "named by its type: a Kubernetes secret": named("data", {"a": PLAIN}, type_="kubernetes_secret"),
    "named by its type: an access key": named("secret", type_="aws_iam_access_key"),
    "named in a finding": foreign(
        [resource("aws_mq_broker.a", "replace", {"user": [{"password": PLAIN}]}, {}, replace_paths=[["user"]])]
    ),
    "a text of many lines": foreign(
        [resource("aws_x.a", "update", {"x": f"#!/bin/sh\n{PLAIN}\n"}, {"x": f"#!/bin/sh\nX={PLAIN}\n"})]
    ),
    **{f"by shape: {what}": shaped(text) for what, text in SHAPES.items()},
}  # fmt: skip
FORMATS = report.formats(REVIEW_FORMATS)


def told(plan: dict[str, Any], folder: Path) -> Iterator[tuple[str, str]]:
    found = review(planned.read(folder, {"east": plan}))
    for name in FORMATS:
        yield name, getattr(import_module(f"{REVIEW_FORMATS}.{name}"), name)(found)


def canary(place: str) -> str:
    return SHAPES[place.removeprefix("by shape: ")] if place.startswith("by shape") else PLAIN


def test_there_are_more_than_fifty_places() -> None:
    assert len(PLACES) >= 50


@pytest.mark.parametrize("place", PLACES)
def test_a_canary_stays_where_it_is(place: str, tmp_path: Path) -> None:
    forms = {canary(place), json.dumps(canary(place))[1:-1]}
    leaks = [name for name, text in told(PLACES[place], tmp_path) if any(form in text for form in forms)]
    assert leaks == []


@pytest.mark.parametrize(
    "value",
    [
        "db.r7g.xlarge", "shop-prod-orders", "aurora-postgresql", ARN, "vpc-0abc1234def567890", "10.0.0.0/16",
        "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab", "2026-11-23T10:00:00Z",
        "ELBSecurityPolicy-TLS13-1-2-Res-2021-06", "AuroraGlobalDBReplicationLag", "us-west-2", "16.8", "mq.m5.large",
        "AmazonEKSClusterAdminPolicy", "111122223333.dkr.ecr.us-east-1.amazonaws.com/app:1.2.3",
    ],
)  # fmt: skip
def test_what_a_reviewer_has_to_read_is_shown(value: str, tmp_path: Path) -> None:
    plan = foreign([resource("aws_x.a", "update", {"x": "before"}, {"x": value})])
    assert all(value in text for name, text in told(plan, tmp_path) if name in ("text", "markdown", "json"))


def test_of_a_value_that_nobody_could_read_only_its_length_is_told() -> None:
    """Looking through megabytes for secrets takes minutes, and nothing of them is shown."""
    assert Redactor().value("A1b2C3d4" * 4_000, "script") == "(text of 32,000 characters)"
