"""Terraform's types: read, and held against values."""

from __future__ import annotations

from typing import Any

import pytest

from drgen import catalog, types
from drgen.errors import DrgenError
from drgen.types import Attribute, Type
from tests.conftest import ROOT

STRING, NUMBER, BOOL = Type("string"), Type("number"), Type("bool")


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        pytest.param("string", STRING, id="string"),
        pytest.param("any", Type("any"), id="any"),
        pytest.param("list(string)", Type("list", (STRING,)), id="list"),
        pytest.param("map", Type("map", (Type("any"),)), id="bare map"),
        pytest.param("set(map(number))", Type("set", (Type("map", (NUMBER,)),)), id="nested"),
        pytest.param("tuple([string, bool])", Type("tuple", (STRING, BOOL)), id="tuple"),
        pytest.param("object({})", Type("object"), id="empty object"),
        pytest.param("object({ a = string })", Type("object", attributes={"a": Attribute(STRING)}), id="object"),
        pytest.param(
            "object({ a = string b = number })",
            Type("object", attributes={"a": Attribute(STRING), "b": Attribute(NUMBER)}),
            id="newlines collapsed",
        ),
        pytest.param(
            'object({\n  # a comment\n  a = string // another\n  "b" : bool, /* and\n one */\n})',
            Type("object", attributes={"a": Attribute(STRING), "b": Attribute(BOOL)}),
            id="comments, quotes, colons, a last comma",
        ),
    ],
)
def test_a_type_is_read_as_terraform_writes_it(text: str, parsed: Type) -> None:
    assert types.parse(text) == parsed


@pytest.mark.parametrize(
    ("default", "value"),
    [
        pytest.param('"db.r7g.large"', "db.r7g.large", id="string"),
        pytest.param(r'"a \"quoted\" (odd}, one"', 'a "quoted" (odd}, one', id="string with brackets and quotes"),
        pytest.param("-1.5", -1.5, id="number"),
        pytest.param("true", True, id="bool"),
        pytest.param("null", None, id="null"),
        pytest.param('["a", "b",]', ["a", "b"], id="list"),
        pytest.param('{ a = 1, "b" : [] }', {"a": 1, "b": []}, id="map"),
        pytest.param("{ a = 1 b = {} }", {"a": 1, "b": {}}, id="map with its newlines collapsed"),
    ],
)
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


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("string", "a", id="string"),
        pytest.param("string", "", id="empty string"),
        pytest.param("number", 1, id="integer"),
        pytest.param("number", 1.5, id="float"),
        pytest.param("bool", False, id="bool"),
        pytest.param("any", {"a": [None]}, id="any"),
        pytest.param("list(string)", [], id="empty list"),
        pytest.param("set(number)", [1, 2], id="set"),
        pytest.param("tuple([string, number])", ["a", 1], id="tuple"),
        pytest.param("map(string)", {"a": "b"}, id="map"),
        pytest.param(NODES, {}, id="no nodes"),
        pytest.param(NODES, {"general": {"min": 1}}, id="optional attributes left out"),
        pytest.param(NODES, {"general": {"min": 1, "class": None}}, id="optional attribute is null"),
        pytest.param("number", "${network.zones}", id="a reference fits a number"),
        pytest.param(NODES, "${primary.eks.nodes}", id="a reference fits an object"),
        pytest.param("list(string)", ["${network.vpc_id}"], id="a reference fits inside a list"),
        pytest.param("string", "arn:${network.vpc_id}", id="a part of a string is only text"),
        pytest.param("string", "${aws:username}", id="a policy variable is only text"),
    ],
)
def test_a_value_fits_its_type(text: str, value: Any) -> None:
    assert said(text, value) == []


@pytest.mark.parametrize(
    ("text", "value", "issue"),
    [
        pytest.param("string", 1.3, ("x", "wants a string, and this is a number", "quote"), id="unquoted version"),
        pytest.param("string", True, ("x", "wants a string, and this is true or false", "quote"), id="unquoted bool"),
        pytest.param("string", None, ("x", "has no value; it wants a string", "write a value, or remove the line"), id="null"),
        pytest.param("string", ["a"], ("x", "wants a string, and this is a list", ""), id="list for a string"),
        pytest.param("number", "3", ("x", "wants a number, and this is '3'", "write 3, without quotes"), id="quoted number"),
        pytest.param("number", "three", ("x", "wants a number, and this is 'three'", ""), id="word for a number"),
        pytest.param("number", True, ("x", "wants a number, and this is true", ""), id="bool for a number"),
        pytest.param("bool", "yes", ("x", "wants true or false, and this is 'yes'", "write true"), id="yes"),
        pytest.param("bool", "off", ("x", "wants true or false, and this is 'off'", "write false"), id="off"),
        pytest.param("bool", "true", ("x", "wants true or false, and this is 'true'", "write true"), id="quoted bool"),
        pytest.param("bool", 1, ("x", "wants true or false, and this is 1", "write true or false"), id="1"),
        pytest.param("list(string)", "a", ("x", "wants a list, and this is 'a'", "write it in brackets: [ ]"), id="no list"),
        pytest.param("list(string)", {"a": 1}, ("x", "wants a list, and this is a map", ""), id="map for a list"),
        pytest.param("map(string)", None, ("x", "has no value; it wants a map", "write {}, or remove the line"), id="no map"),
        pytest.param("list(number)", [1, "b"], ("x.1", "wants a number, and this is 'b'", ""), id="item of a list"),
        pytest.param("map(bool)", {"a": 2}, ("x.a", "wants true or false, and this is 2", "write true or false"), id="entry"),
        pytest.param("tuple([string])", ["a", "b"], ("x", "has 2 items", "it takes 1"), id="length of a tuple"),
        pytest.param(NODES, {"a": {"min": 1, "clas": "m"}}, ("x.a.clas", "there is no 'clas' here", "did you mean 'class'? it takes class, min, zones"), id="typo"),
        pytest.param(NODES, {"a": {}}, ("x.a", "min is missing", "it is number"), id="missing attribute"),
        pytest.param(NODES, {"a": {"min": None}}, ("x.a.min", "has no value; it wants a number", "write a value, or remove the line"), id="required attribute is null"),
        pytest.param("string", "${vpc-id.x}", ("x", "'${vpc-id.x}' refers to nothing", "write ${instance.output}, or ${root.instance.output} for another root"), id="dash in a reference"),
        pytest.param("string", "${ network.vpc_id }", ("x", "'${ network.vpc_id }' refers to nothing", "write ${instance.output}, or ${root.instance.output} for another root"), id="spaces in a reference"),
        pytest.param("string", "${a.b.c.d}", ("x", "'${a.b.c.d}' refers to nothing", "write ${instance.output}, or ${root.instance.output} for another root"), id="reference too long"),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_told_with_its_cure(text: str, value: Any, issue: tuple[str, str, str]) -> None:
    assert said(text, value) == [issue]


def test_everything_that_does_not_fit_is_told_at_once() -> None:
    value = {"a": {"min": "1", "clas": 1}, "b": {"zones": "x"}}
    assert [path for path, _, _ in said(NODES, value)] == ["x.a.min", "x.a.clas", "x.b", "x.b.zones"]


def test_every_type_of_every_module_is_read() -> None:
    modules = catalog.read(ROOT / "modules").values()
    assert all(types.parse(taken.type) for module in modules for taken in module.inputs.values())
