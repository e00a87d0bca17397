"""A resource's region: its own word, its provider's, its ARN's; never a guess."""

from __future__ import annotations

from typing import Any

import pytest

from drgen.inventory.changes import Change
from tests.inventory.made import block, configured, entry, only, read

QUEUE = "aws_sqs_queue.q"


def queue(provider: str, *, after: dict[str, Any] | None = None, **parts: Any) -> Change:
    configuration = configured(resources=[block(QUEUE, provider)])
    return only(entry(after=after or {}), configuration=configuration, **parts)


def test_a_constant_of_the_provider() -> None:
    assert (queue("aws").region, queue("aws").provider) == ("us-east-1", "aws")


def test_a_variable_of_the_provider() -> None:
    assert queue("aws.west", variables={"west": {"value": "us-west-2"}}).region == "us-west-2"


def test_a_variable_that_is_no_region_tells_nothing() -> None:
    assert queue("aws.west", variables={"west": {"value": "the west"}}).region == ""


def test_the_resources_own_region_is_above_the_providers() -> None:
    assert queue("aws", after={"region": "eu-west-1"}).region == "eu-west-1"


@pytest.mark.parametrize(
    "values",
    [
        {"arn": "arn:aws:sqs:us-west-2:111122223333:q"},
        {"id": "https://sqs.us-west-2.amazonaws.com/111122223333/q"},
        {"availability_zone": "us-west-2a"},
        {"availability_zones": ["us-west-2b", "us-west-2c"]},
    ],
    ids=lambda values: next(iter(values)),
)
def test_its_values_tell_where_the_provider_does_not(values: dict[str, Any]) -> None:
    assert queue("aws.west", after=values).region == "us-west-2"


@pytest.mark.parametrize(
    "values",
    [
        {"arn": "arn:aws:iam::111122223333:role/r"},
        {"policy": '{"Resource": "arn:aws:sqs:us-west-2:111122223333:q"}'},
        {"availability_zones": ["us-west-2b", "us-east-1c"]},
        {"id": "us-west-2-logs"},
    ],
    ids=["a global ARN", "another's ARN", "two regions", "a name"],
)
def test_values_that_tell_nothing_are_no_guess(values: dict[str, Any]) -> None:
    assert queue("aws.west", after=values).region == ""


def test_one_resource_tells_the_region_of_its_provider() -> None:
    configuration = configured(resources=[block(QUEUE, "aws.west"), block("aws_route.r", "aws.west")])
    queue, route = (
        entry(QUEUE, after={"arn": "arn:aws:sqs:us-west-2:111122223333:q"}),
        entry("aws_route.r", after={"id": "r-1"}),
    )
    assert {change.region for change in read(queue, route, configuration=configuration).changes} == {"us-west-2"}


def test_a_provider_of_two_regions_tells_none() -> None:
    names = {"aws_sqs_queue.a": "us-west-2", "aws_sqs_queue.b": "eu-west-1"}
    configuration = configured(resources=[block(name, "aws.west") for name in (*names, "aws_route.r")])
    entries = [entry(name, after={"arn": f"arn:aws:sqs:{region}:1:q"}) for name, region in names.items()]
    found = read(*entries, entry("aws_route.r"), configuration=configuration)
    assert [change.region for change in found.changes if change.type == "aws_route"] == [""]


def test_a_modules_provider_takes_its_region_from_the_caller() -> None:
    region = {"region": {"references": ["var.place"]}}
    configuration = configured(
        module_calls={
            "m": {
                "expressions": {"place": {"references": ['var.places["far"]', "var.places"]}},
                "module": {"resources": [block(QUEUE, "module.m:aws")], "variables": {"place": {}}},
            }
        }
    )
    configuration["provider_config"]["module.m:aws"] = {
        "name": "aws",
        "module_address": "module.m",
        "expressions": region,
    }
    found = only(
        entry(f"module.m[0].{QUEUE}", module_address="module.m[0]"),
        configuration=configuration,
        variables={"places": {"value": {"far": "ap-south-1"}}},
    )
    assert (found.region, found.provider) == ("ap-south-1", "module.m:aws")


def test_an_empty_provider_of_a_module_is_the_roots_where_there_is_one_only() -> None:
    call = {"m": {"module": {"resources": [block(QUEUE, "m:aws")]}}}
    configuration = configured(module_calls=call)
    configuration["provider_config"]["m:aws"] = {"name": "aws", "module_address": "module.m"}
    change = entry(f"module.m.{QUEUE}", module_address="module.m")
    assert only(change, configuration=configuration).region == ""
    del configuration["provider_config"]["aws.west"]
    assert only(change, configuration=configuration).region == "us-east-1"
