"""Values as HCL and text in Terraform's layout; `test_torture.py` sends values through the real Terraform and back."""

from __future__ import annotations

import re
import subprocess
from typing import Any

import hcl2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from drgen.errors import DrgenError
from drgen.hcl import expression, layout
from drgen.terms import Ref

# checkov.common.comment.enum.COMMENT_REGEX of checkov 3.3.30, in any case
CHECKOV_SKIP = re.compile(
    r"(checkov:skip=|bridgecrew:skip=|cortex:skip=) *([A-Za-z_\d-]+(?:,[A-Za-z_\d-]+)*)?", re.IGNORECASE
)


def kept(text: str) -> bool:
    """Whether it is not one of the few that Terraform itself would change."""
    try:
        return bool(expression(text))
    except DrgenError:
        return False


TEXTS = some.one_of(
    some.text(some.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
    some.lists(
        some.sampled_from(
            [
                "${",
                "%{",
                "$",
                "%",
                "{",
                "}",
                "[",
                '"',
                "\\",
                "\n",
                "\r",
                "\t",
                " = ",
                "#",
                "<<EOF",
                "checkov:skip=",
                "é",
            ]
        ),
        max_size=8,
    ).map("".join),
).filter(kept)
NUMBERS = some.integers(-(2**70), 2**70) | some.floats(
    allow_nan=False, allow_infinity=False, min_value=-1e99, max_value=1e99
)
REFS = some.sampled_from(
    ["module.a.b", "var.x", 'module.a.b["}{"]', '"${var.a["}"]}-{"', "merge({ a = 1 }, var.b)"]
).map(Ref)
VALUES = some.recursive(
    some.none() | some.booleans() | NUMBERS | TEXTS | REFS,
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("value", "literal"),
    [
        pytest.param(None, "null", id="null"),
        pytest.param(True, "true", id="bool"),
        pytest.param(42, "42", id="int"),
        pytest.param(-0.5, "-0.5", id="float"),
        pytest.param(1e22, "1e+22", id="large float"),
        pytest.param("plain", '"plain"', id="text"),
        pytest.param("Straße 日本 🚀", '"Straße 日本 🚀"', id="letters of any script stay readable"),
        pytest.param('a"b\\c', r'"a\"b\\c"', id="quote and backslash"),
        pytest.param("a\n\r\tb", r'"a\n\r\tb"', id="line ends and tab"),
        pytest.param("\x1b\x7f\x85", r'"\u001b\u007f\u0085"', id="control characters"),
        pytest.param("\u202e\u200b\ufeff\u2028", r'"\u202e\u200b\ufeff\u2028"', id="bidi and invisible characters"),
        pytest.param("\U000e0041", r'"\U000e0041"', id="beyond four digits"),
        pytest.param("${a.b}", '"$${a.b}"', id="template"),
        pytest.param("$${a}", '"$$${a}"', id="template after a dollar"),
        pytest.param("$$${a}", '"$$$${a}"', id="template after two dollars"),
        pytest.param("%{if}", '"%%{if}"', id="directive"),
        pytest.param("%%{if}", '"%%%{if}"', id="directive after a percent"),
        pytest.param("$%{if}", '"$%%{if}"', id="directive after a dollar"),
        pytest.param("${", r'"\u0024{"', id="template without an end, over which checkov stumbles"),
        pytest.param("%{", r'"\u0025{"', id="directive without an end"),
        pytest.param('${"x"}', r'"\u0024{\"x\"}"', id="template with a text"),
        pytest.param("5$ 5%", '"5$ 5%"', id="signs alone"),
        pytest.param("checkov:skip=CKV_AWS_18", r'"\u0063heckov:skip=CKV_AWS_18"', id="skip"),
        pytest.param("#Bridgecrew:SKIP=X", r'"#\u0042ridgecrew:SKIP=X"', id="skip in capitals"),
        pytest.param("cortex : skip = X", r'"\u0063ortex : skip = X"', id="skip with blanks"),
        pytest.param("checkov skips", '"checkov skips"', id="no skip"),
        pytest.param([], "[]", id="empty list"),
        pytest.param(["a", 1, Ref("var.x")], '["a", 1, var.x]', id="short list"),
        pytest.param(("a",), '["a"]', id="tuple"),
        pytest.param(["x" * 50, "y" * 50], f'[\n  "{"x" * 50}",\n  "{"y" * 50}",\n]', id="long list"),
        pytest.param([{"a": 1}, {}], "[\n  {\n    a = 1\n  },\n  {},\n]", id="list of maps"),
        pytest.param({}, "{}", id="empty map"),
        pytest.param({"bb": 1, "a": "x"}, '{\n  a  = "x"\n  bb = 1\n}', id="map, sorted and aligned"),
        pytest.param({"a-b": 1, "for": 2, "": 3}, '{\n  ""    = 3\n  "a-b" = 1\n  "for" = 2\n}', id="odd keys"),
        pytest.param({"Größe": 1, "e\u0323": 2}, '{\n  "Größe"   = 1\n  "e\\u0323" = 2\n}', id="keys of one width"),
        pytest.param({"checkov:skip=X": 1}, '{\n  "\\u0063heckov:skip=X" = 1\n}', id="skip as a key"),
        pytest.param({"long": {"a": []}, "b": 1}, "{\n  b = 1\n  long = {\n    a = []\n  }\n}", id="nested map"),
        pytest.param(Ref("module.x.y"), "module.x.y", id="reference"),
    ],
)
def test_a_value_becomes_this_literal(value: Any, literal: str) -> None:
    assert layout(expression(value)) == literal + "\n"


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("a\0b", id="NUL"),
        pytest.param("\ud800", id="lone surrogate"),
        pytest.param({"a\0": 1}, id="NUL in a key"),
        pytest.param("\U00010041\u0300", id="accent that Terraform puts on another letter"),
        pytest.param("\U00010041\u0327\u0300", id="the same behind another accent"),
        pytest.param(float("nan"), id="not a number"),
        pytest.param(float("inf"), id="infinite"),
        pytest.param(10**5000, id="5,000 digits"),
    ],
)
def test_what_terraform_cannot_keep_is_refused(value: Any) -> None:
    with pytest.raises(DrgenError):
        expression(value)


def test_a_value_of_another_type_is_a_bug() -> None:
    with pytest.raises(TypeError, match="set"):
        expression({"a"})


@given(VALUES)
@settings(deadline=None)
def test_no_value_adds_a_skip_or_a_raw_control_character(value: Any) -> None:
    text = expression(value)
    assert not CHECKOV_SKIP.search(text)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e]", text)


@given(TEXTS)
@settings(deadline=None, max_examples=50)
def test_python_hcl2_reads_every_text_as_one_text(text: str) -> None:
    assert hcl2.loads(f"a = {expression(text)}\n") == {"a": expression(text)}


MESSY = """

module "a" {

source = "x"
  long_name   =   "{ = ["
map = {
"k" = 1
longer = [
1,

]

}


# a comment {
  list = [{
a = 1
}, {
b = 2
}]
type = object({ a = optional(string), b = map(string) })
equal = a == b
"quoted = key" = 1

}
output "b" {
value = "${a["}{"]} {"\x20\x20
  escaped = "$${ {"
}

"""
NEAT = """\
module "a" {
  source    = "x"
  long_name = "{ = ["
  map = {
    "k" = 1
    longer = [
      1,
    ]
  }

  # a comment {
  list = [{
    a = 1
    }, {
    b = 2
  }]
  type           = object({ a = optional(string), b = map(string) })
  equal          = a == b
  "quoted = key" = 1
}
output "b" {
  value   = "${a["}{"]} {"
  escaped = "$${ {"
}
"""


@pytest.mark.parametrize(("text", "neat"), [(MESSY, NEAT), (NEAT, NEAT), (" \n\n", "")], ids=["messy", "neat", "empty"])
def test_a_text_is_laid_out(text: str, neat: str) -> None:
    assert layout(text) == neat


@pytest.mark.terraform
def test_terraform_lays_it_out_the_same(terraform: str) -> None:
    neat = NEAT.replace('"quoted = key" = 1', "quoted_key = 1")
    assert _formatted(terraform, layout(neat)) == layout(neat)


@pytest.mark.terraform
@given(some.lists(VALUES, min_size=30, max_size=60))
@settings(
    deadline=None,
    max_examples=8,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.large_base_example,
        HealthCheck.data_too_large,
    ],
)
def test_terraform_finds_nothing_to_lay_out_in_any_value(terraform: str, values: list[Any]) -> None:
    body = "".join(f"value_{'x' * (index % 5)}{index} = {expression(value)}\n" for index, value in enumerate(values))
    text = layout(f"locals {{\n{body}}}\n")
    assert _formatted(terraform, text) == text


def _formatted(terraform: str, text: str) -> str:
    done = subprocess.run([terraform, "fmt", "-no-color", "-"], input=text.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()
