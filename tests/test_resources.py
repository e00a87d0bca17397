"""What an argument of a resource says, where what is not known is never taken for a fault."""

from typing import Any

import pytest

from drgen.inventory import Resource, Sensitive, Unknown
from drgen.resources import is_absent, is_off, is_on, number, references, region_of


def resource(value: Any, *reads: str) -> Resource:
    return Resource("aws_x.y", "aws_x", "y", {"it": value}, references={"it": reads} if reads else {})


@pytest.mark.parametrize(
    ("value", "absent", "on", "off"),
    [
        (None, True, False, True),
        ("", True, False, True),
        (Sensitive(None), True, False, True),
        (Sensitive("x"), False, False, False),
        (Unknown(), False, False, False),
        (True, False, True, False),
        ("true", False, True, False),
        (False, False, False, True),
        ("false", False, False, True),
    ],
)
def test_only_what_is_surely_not_there_is_absent(value: Any, absent: bool, on: bool, off: bool) -> None:
    one = resource(value)
    assert (is_absent(one, "it"), is_on(one, "it"), is_off(one, "it")) == (absent, on, off)


def test_what_an_unknown_value_reads_goes_before_what_its_argument_reads() -> None:
    assert is_absent(resource(None, "aws_a.b.arn"), "it")
    assert references(resource("x", "aws_a.b.arn"), "it") == ("aws_a.b.arn",)
    assert references(resource(Unknown(("aws_c.d.id",)), "aws_a.b.arn"), "it") == ("aws_c.d.id",)


@pytest.mark.parametrize(("value", "expected"), [(3, 3), ("3", 3), ("1.5", 1.5), (True, None), ("x", None), ([], None)])
def test_a_number_may_be_written_as_a_text(value: Any, expected: float | None) -> None:
    assert number(resource(value), "it") == expected


@pytest.mark.parametrize(
    ("arn", "region"),
    [
        ("arn:aws:rds:us-east-1:111122223333:db:shop", "us-east-1"),
        ("arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/1", "us-gov-west-1"),
        ("arn:aws:iam::111122223333:role/x", ""),
        ("shop", ""),
        (None, ""),
    ],
)
def test_the_region_of_an_arn(arn: object, region: str) -> None:
    assert region_of(arn) == region
