"""What an expression is, as far as that can be told."""

from pathlib import Path
from typing import Any

import pytest

from drgen.inventory import Unknown
from tests.inventory.hcl.reading import by_address, read, value

LOCALS = """
locals {
  list = ["a", "b"]
  map  = { one = 1, two = { three = 3 } }
  name = "shop"
  none = null
}
variable "size" { default = "big" }
variable "asked" {}
resource "aws_many" "all" {
  count = 2
}
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
"""


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("5", 5),
        ("aws_vpc.main.arn != null", True),
        ("null == aws_vpc.main.arn", False),
        ("1.5", 1.5),
        ("-2", -2),
        ("true", True),
        ("null", None),
        ('"a\\n\\"b\\" \\u00e9 $${x} %%{y}"', 'a\n"b" é ${x} %{y}'),
        ('"${local.name}-${var.size}-${1 + 1}-${true}"', "shop-big-2-true"),
        ('"${local.list}"', ["a", "b"]),
        ('"  ${local.name}  "', "  shop  "),
        ("local.list[1]", "b"),
        ("local.list.0", "a"),
        ('local.map["two"].three', 3),
        ("[for x in local.list : upper(x)]", ["A", "B"]),
        ('{ for k, v in { a = 1, b = 2 } : "${k}x" => v * 2 if v > 1 }', {"bx": 4}),
        ("{ for x in local.list : length(x) => x... }", {"1": ["a", "b"]}),
        ('var.size == "big" ? 1 : 2', 1),
        ("!true || (1 < 2 && 3 >= 3)", True),
        ("7 % 3 + 2 * 4 - 1", 8),
        ("{ a = 1, (local.name) = 2, \"c\" : 3 }", {"a": 1, "shop": 2, "c": 3}),
        ("[{ id = 1 }, { id = 2 }][*].id", [1, 2]),
        ('try(local.map.nine, "none")', "none"),
        ("can(local.map.nine)", False),
        ('"%{ if var.size == "big" }yes%{ else }no%{ endif }"', "yes"),
        ("<<EOT\n  kept\nEOT\n", "  kept\n"),
        ("<<-EOT\n    first ${local.name}\n      second\n    EOT\n", "first shop\n  second\n"),
        ("aws_vpc.main.cidr_block", "10.0.0.0/16"),
        ('false && aws_vpc.main.id == "x"', False),
    ],
)  # fmt: skip
def test_an_expression_is_told(tmp_path: Path, expression: str, expected: Any) -> None:
    assert value(tmp_path, expression, LOCALS) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("merge({ a = 1 }, { b = 2 }, { a = 3 })", {"a": 3, "b": 2}),
        ("merge([{ a = 1 }, { b = 2 }]...)", {"a": 1, "b": 2}),
        ('concat(["a"], ["b"])', ["a", "b"]),
        ('lookup({ a = 1 }, "b", 2)', 2),
        ('format("%s-%02d %v %%", "a", 3, true)', "a-03 true %"),
        ('formatlist("%s-%s", ["a", "b"], "c")', ["a-c", "b-c"]),
        ('join("-", ["a", 1])', "a-1"),
        ('toset(["b", "a", "b"])', ["a", "b"]),
        ('length("abc")', 3),
        ('element(["a", "b"], 3)', "b"),
        ('replace("us-east-1", "/-\\\\d$/", "")', "us-east"),
        ('replace("a.b", ".", "-")', "a-b"),
        ('jsonencode({ b = [1, null], a = "<" })', '{"a":"\\u003c","b":[1,null]}'),
        ("jsondecode(\"{\\\"a\\\": [1]}\")", {"a": [1]}),
        ('cidrsubnet("10.0.0.0/16", 8, 3)', "10.0.3.0/24"),
        ('cidrsubnets("10.1.0.0/16", 4, 4, 8)', ["10.1.0.0/20", "10.1.16.0/20", "10.1.32.0/24"]),
        ('cidrhost("10.0.0.0/24", 5)', "10.0.0.5"),
        ('coalesce(null, "", "x")', "x"),
        ("flatten([[1, [2]], 3])", [1, 2, 3]),
        ('split("-", "us-east-1")', ["us", "east", "1"]),
        ("max(1, 3, 2)", 3),
        ("zipmap([\"a\"], [1])", {"a": 1}),
        ("range(3)", [0, 1, 2]),
        ('substr("abcdef", 1, 2)', "bc"),
        ('contains(["a"], "a")', True),
        ('regex("us-(\\\\w+)-1", "us-east-1")', ["east"]),
        ('tonumber("3")', 3),
        ('setproduct(["a"], [1, 2])', [["a", 1], ["a", 2]]),
    ],
)  # fmt: skip
def test_a_function_gives_what_terraform_gives(tmp_path: Path, expression: str, expected: Any) -> None:
    assert value(tmp_path, expression) == expected


@pytest.mark.parametrize(
    ("expression", "references"),
    [
        pytest.param("var.asked", ("var.asked",), id="a variable without a value"),
        pytest.param("aws_vpc.main.id", ("aws_vpc.main.id",), id="what AWS gives"),
        pytest.param('"x-${aws_vpc.main.id}"', ("aws_vpc.main.id",), id="text around it"),
        pytest.param("upper(aws_vpc.main.id)", ("aws_vpc.main.id",), id="a function of it"),
        pytest.param("data.aws_ami.x.id", ("data.aws_ami.x.id",), id="a data source"),
        pytest.param('var.asked == "x" ? 1 : 2', ("var.asked",), id="what it decides"),
        pytest.param("merge({ a = 1 }, var.asked)", ("var.asked",), id="a map that may hold anything"),
        pytest.param("terraform.workspace", ("terraform.workspace",), id="the workspace"),
        pytest.param("nobody_knows_this(local.name)", (), id="an unknown function"),
        pytest.param("local.map.nine", (), id="a missing key"),
        pytest.param("aws_many.all[var.asked].id", ("aws_many.all.id",), id="an unknown one of several"),
        pytest.param('aws_many.all["x"].id', (), id="none of several"),
    ],
)
def test_what_cannot_be_told_is_unknown_with_what_it_reads(
    tmp_path: Path, expression: str, references: tuple[str, ...]
) -> None:
    assert value(tmp_path, expression, LOCALS) == Unknown(references)


def test_an_unknown_leaf_leaves_the_rest_known(tmp_path: Path) -> None:
    found = value(tmp_path, "merge({ a = aws_vpc.main.id }, { b = 2 })", LOCALS)
    assert found == {"a": Unknown(("aws_vpc.main.id",)), "b": 2}


def test_either_way_the_same_is_known_whatever_decides(tmp_path: Path) -> None:
    assert value(tmp_path, "var.asked ? 1 : 1", LOCALS) == 1


def test_what_needs_itself_is_unknown(tmp_path: Path) -> None:
    assert value(tmp_path, "local.a", "locals {\n a = local.b\n b = local.a\n}") == Unknown()


def test_the_workspace_is_what_the_user_says(tmp_path: Path) -> None:
    assert value(tmp_path, 'terraform.workspace == "dr" ? 1 : 2', workspace="dr") == 1


def test_a_file_beside_it_is_read_and_none_outside(tmp_path: Path) -> None:
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "names.json").write_text('["a"]')
    assert value(tmp_path, 'jsondecode(file("${path.module}/names.json"))') == ["a"]
    assert isinstance(value(tmp_path, 'file("/etc/hostname")'), Unknown)


@pytest.mark.parametrize(
    "expression",
    [
        pytest.param("[" * 500 + "]" * 500, id="too many brackets"),
        pytest.param('regex("(a+)+$", "' + "a" * 60 + 'b")', id="a pattern that takes for ever"),
        pytest.param("range(100000)", id="too many numbers"),
        pytest.param('format("%d", "x")', id="no number"),
        pytest.param("1 / 0", id="division by zero"),
    ],
)
def test_nonsense_stops_nothing(tmp_path: Path, expression: str) -> None:
    from tests.inventory.hcl.reading import read

    found = read(tmp_path, f'resource "aws_thing" "this" {{\n  x = {expression}\n}}\nresource "aws_b" "that" {{}}\n')
    told = [one.values["x"] for one in found.resources if one.type == "aws_thing"]
    assert told == [] or isinstance(told[0], Unknown)


def test_what_a_module_call_says_of_itself_is_a_value_of_a_resource(tmp_path: Path) -> None:
    found = read(tmp_path, 'resource "aws_eks_cluster" "this" {\n  version = "1.33"\n  source  = "x"\n}\n')
    assert by_address(found)["aws_eks_cluster.this"].values == {"version": "1.33", "source": "x"}


def test_an_instance_that_only_a_variable_picks_may_be_any(tmp_path: Path) -> None:
    several = 'resource "aws_vpc" "each" {\n  count = 2\n  cidr_block = "10.0.0.0/16"\n}\n'
    assert value(tmp_path, "aws_vpc.each[var.asked].cidr_block", LOCALS + several) == Unknown(
        ("aws_vpc.each.cidr_block",)
    )


@pytest.mark.parametrize(
    "expression",
    [
        pytest.param("local.a24", id="a text that doubles and doubles"),
        pytest.param("setproduct(range(1000), range(1000), range(1000))", id="every row of three sets"),
    ],
)
def test_what_would_fill_the_memory_is_unknown(expression: str, tmp_path: Path) -> None:
    doubled = "".join(f'  a{n} = "${{local.a{n - 1}}}${{local.a{n - 1}}}"\n' for n in range(1, 25))
    found = value(tmp_path, expression, f'locals {{\n  a0 = "x"\n{doubled}}}\n')
    assert isinstance(found, Unknown)
