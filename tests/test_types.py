"""Terraform's types: read, and held against values."""

from __future__ import annotations

from typing import Any

import pytest

from drgen import catalog, types
from drgen.errors import DrgenError
from drgen.types import Attribute, Type
from tests.conftest import ROOT

STRING, NUMBER, BOOL = Type("string"), Type("number"), Type("bool")


TYPES = {
    "string": ("string", STRING),
    "any": ("any", Type("any")),
    "list": ("list(string)", Type("list", (STRING,))),
    "bare map": ("map", Type("map", (Type("any"),))),
    "nested": ("set(map(number))", Type("set", (Type("map", (NUMBER,)),))),
    "tuple": ("tuple([string, bool])", Type("tuple", (STRING, BOOL))),
    "empty object": ("object({})", Type("object")),
    "object": ("object({ a = string })", Type("object", attributes={"a": Attribute(STRING)})),
    "newlines collapsed": (
        "object({ a = string b = number })",
        Type("object", attributes={"a": Attribute(STRING), "b": Attribute(NUMBER)}),
    ),
    "comments, quotes, colons, a last comma": (
        'object({\n  # a comment\n  a = string // another\n  "b" : bool, /* and\n one */\n})',
        Type("object", attributes={"a": Attribute(STRING), "b": Attribute(BOOL)}),
    ),
}


@pytest.mark.parametrize(("text", "parsed"), TYPES.values(), ids=TYPES)
def test_a_type_is_read_as_terraform_writes_it(text: str, parsed: Type) -> None:
    assert types.parse(text) == parsed


DEFAULTS = {
    "string": ('"db.r7g.large"', "db.r7g.large"),
    "string with brackets and quotes": (r'"a \"quoted\" (odd}, one"', 'a "quoted" (odd}, one'),
    "number": ("-1.5", -1.5),
    "bool": ("true", True),
    "null": ("null", None),
    "list": ('["a", "b",]', ["a", "b"]),
    "map": ('{ a = 1, "b" : [] }', {"a": 1, "b": []}),
    "map with its newlines collapsed": ("{ a = 1 b = {} }", {"a": 1, "b": {}}),
}


@pytest.mark.parametrize(("default", "value"), DEFAULTS.values(), ids=DEFAULTS)
def test_an_optional_attribute_has_a_default(default: str, value: Any) -> None:
    [attribute] = types.parse(f"object({{ a = optional(any, {default}) }})").attributes.values()
    assert attribute == Attribute(Type("any"), required=False, default=value)


def test_an_optional_attribute_needs_no_default() -> None:
    assert types.parse("object({ a = optional(string) })").attributes["a"] == Attribute(STRING, required=False)


@pytest.mark.parametrize(
    "text",
    ["", "strin", "list(", "list(string", "list(string))", "object({ a })", "map(string, string)", "object([])", "%"],
)
def test_anything_else_is_no_type(text: str) -> None:
    with pytest.raises(DrgenError, match="is no type constraint"):
        types.parse(text)


NODES = "map(object({ class = optional(string, 'm'), min = number, zones = optional(list(string)) }))".replace("'", '"')


def said(text: str, value: Any) -> list[tuple[str, str, str]]:
    issues = types.check(types.parse(text), value, ("x",))
    return [(".".join(map(str, issue.path)), issue.message, "quote" if issue.quote else issue.hint) for issue in issues]


FITS = {
    "string": ("string", "a"),
    "empty string": ("string", ""),
    "integer": ("number", 1),
    "float": ("number", 1.5),
    "bool": ("bool", False),
    "any": ("any", {"a": [None]}),
    "empty list": ("list(string)", []),
    "set": ("set(number)", [1, 2]),
    "tuple": ("tuple([string, number])", ["a", 1]),
    "map": ("map(string)", {"a": "b"}),
    "no nodes": (NODES, {}),
    "optional attributes left out": (NODES, {"general": {"min": 1}}),
    "optional attribute is null": (NODES, {"general": {"min": 1, "class": None}}),
    "a reference fits a number": ("number", "${network.zones}"),
    "a reference fits an object": (NODES, "${primary.eks.nodes}"),
    "a reference fits inside a list": ("list(string)", ["${network.vpc_id}"]),
    "a part of a string is only text": ("string", "arn:${network.vpc_id}"),
    "a policy variable is only text": ("string", "${aws:username}"),
}


@pytest.mark.parametrize(("text", "value"), FITS.values(), ids=FITS)
def test_a_value_fits_its_type(text: str, value: Any) -> None:
    assert said(text, value) == []


MISFITS = {
    "unquoted version": ("string", 1.3, ("x", "wants a string, and this is a number", "quote")),
    "unquoted bool": ("string", True, ("x", "wants a string, and this is true or false", "quote")),
    "null": ("string", None, ("x", "has no value; it wants a string", "write a value, or remove the line")),
    "list for a string": ("string", ["a"], ("x", "wants a string, and this is a list", "")),
    "quoted number": ("number", "3", ("x", "wants a number, and this is '3'", "write 3, without quotes")),
    "word for a number": ("number", "three", ("x", "wants a number, and this is 'three'", "")),
    "bool for a number": ("number", True, ("x", "wants a number, and this is true", "")),
    "yes": ("bool", "yes", ("x", "wants true or false, and this is 'yes'", "write true")),
    "off": ("bool", "off", ("x", "wants true or false, and this is 'off'", "write false")),
    "quoted bool": ("bool", "true", ("x", "wants true or false, and this is 'true'", "write true")),
    "1": ("bool", 1, ("x", "wants true or false, and this is 1", "write true or false")),
    "no list": ("list(string)", "a", ("x", "wants a list, and this is 'a'", "write it in brackets: [ ]")),
    "map for a list": ("list(string)", {"a": 1}, ("x", "wants a list, and this is a map", "it is list(string)")),
    "no map": ("map(string)", None, ("x", "has no value; it wants a map", "write {}, or remove the line")),
    "item of a list": ("list(number)", [1, "b"], ("x.1", "wants a number, and this is 'b'", "")),
    "list for a map": ("map(bool)", ["a"], ("x", "wants a map, and this is a list", "it is map(bool)")),
    "entry": ("map(bool)", {"a": 2}, ("x.a", "wants true or false, and this is 2", "write true or false")),
    "length of a tuple": ("tuple([string])", ["a", "b"], ("x", "has 2 items", "it takes 1")),
    "typo": (
        NODES,
        {"a": {"min": 1, "clas": "m"}},
        ("x.a.clas", "there is no 'clas' here", "did you mean 'class'? it takes class, min, zones"),
    ),
    "missing attribute": (NODES, {"a": {}}, ("x.a", "min is missing", "it is number")),
    "required attribute is null": (
        NODES,
        {"a": {"min": None}},
        ("x.a.min", "has no value; it wants a number", "write a value, or remove the line"),
    ),
    "dash in a reference": (
        "string",
        "${vpc-id.x}",
        (
            "x",
            "'${vpc-id.x}' refers to nothing",
            "write ${instance.output}, or ${root.instance.output} for another root",
        ),
    ),
    "spaces in a reference": (
        "string",
        "${ network.vpc_id }",
        (
            "x",
            "'${ network.vpc_id }' refers to nothing",
            "write ${instance.output}, or ${root.instance.output} for another root",
        ),
    ),
    "reference too long": (
        "string",
        "${a.b.c.d}",
        (
            "x",
            "'${a.b.c.d}' refers to nothing",
            "write ${instance.output}, or ${root.instance.output} for another root",
        ),
    ),
}


@pytest.mark.parametrize(("text", "value", "issue"), MISFITS.values(), ids=MISFITS)
def test_a_value_that_does_not_fit_is_told_with_its_cure(text: str, value: Any, issue: tuple[str, str, str]) -> None:
    assert said(text, value) == [issue]


def test_everything_that_does_not_fit_is_told_at_once() -> None:
    value = {"a": {"min": "1", "clas": 1}, "b": {"zones": "x"}}
    assert [path for path, _, _ in said(NODES, value)] == ["x.a.min", "x.a.clas", "x.b", "x.b.zones"]


def test_every_type_of_every_module_is_read() -> None:
    modules = catalog.read(ROOT / "modules").values()
    assert all(types.parse(taken.type) for module in modules for taken in module.inputs.values())
