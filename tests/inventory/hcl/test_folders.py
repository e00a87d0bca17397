"""What a folder holds: its variables, its resources, the modules that it calls, and what of it cannot be read."""

from pathlib import Path

import pytest

from drgen.errors import DrgenError
from drgen.inventory import Unknown, hcl
from tests.inventory.hcl.reading import by_address, read

SIZE = 'variable "size" { default = "default" }\nresource "aws_thing" "this" {\n  size = var.size\n}\n'


def test_a_resource_says_where_it_stands(tmp_path: Path) -> None:
    found = read(tmp_path, '# a comment\nresource "aws_thing" "this" {\n  size = 1\n  part {\n    big = 2\n  }\n}\n')
    [thing] = found.resources
    assert thing.mark is not None
    assert (Path(thing.mark.file).name, thing.mark.line, thing.mark.column) == ("main.tf", 2, 1)
    assert {name: mark.line for name, mark in thing.marks.items()} == {
        "size": 3,
        "part": 4,
        "part.0": 4,
        "part.0.big": 5,
    }


def test_blocks_are_lists_of_maps_as_in_a_plan(tmp_path: Path) -> None:
    text = """
    resource "aws_thing" "this" {
      tags = { a = 1 }
      part {
        size = 1
        inner {
          x = 2
        }
      }
      part {
        size = 2
      }
      dynamic "port" {
        for_each = { a = 80, b = 81 }
        iterator = one
        content {
          name = one.key
          to   = one.value
        }
      }
      dynamic "rule" {
        for_each = var.rules
        content {}
      }
    }
    variable "rules" {}
    """
    [thing] = read(tmp_path, text).resources
    assert thing.values == {
        "tags": {"a": 1},
        "part": [{"size": 1, "inner": [{"x": 2}]}, {"size": 2}],
        "port": [{"name": "a", "to": 80}, {"name": "b", "to": 81}],
        "rule": Unknown(("var.rules",)),
    }


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({}, "default", id="the default"),
        pytest.param({"terraform.tfvars": 'size = "vars"'}, "vars", id="terraform.tfvars"),
        pytest.param({"terraform.tfvars.json": '{"size": "json"}'}, "json", id="terraform.tfvars.json"),
        pytest.param({"terraform.tfvars": 'size = "x"', "z.auto.tfvars": 'size = "auto"'}, "auto", id="*.auto.tfvars"),
        pytest.param({"other.tfvars": 'size = "other"'}, "default", id="a file that nobody names"),
        pytest.param({"a_override.tf": 'variable "size" { default = "over" }'}, "over", id="an override file"),
    ],
)
def test_a_variable_is_what_its_files_say(tmp_path: Path, files: dict[str, str], expected: str) -> None:
    found = read(tmp_path, {"main.tf": SIZE, **files})
    assert by_address(found)["aws_thing.this"].values["size"] == expected


def test_a_file_of_variables_that_is_named_has_the_last_word(tmp_path: Path) -> None:
    (tmp_path / "dr.tfvars").write_text('size = "named"')
    found = read(tmp_path, {"main.tf": SIZE, "a.auto.tfvars": 'size = "a"'}, var_files=(tmp_path / "dr.tfvars",))
    assert by_address(found)["aws_thing.this"].values["size"] == "named"


def test_a_type_fills_in_its_defaults(tmp_path: Path) -> None:
    text = """
    variable "nodes" {
      type    = map(object({ size = optional(string, "big"), min = optional(number) }))
      default = { a = {}, b = { size = "small", min = "3", stray = 1 } }
    }
    resource "aws_thing" "this" {
      for_each = var.nodes
      node     = each.value
    }
    """
    found = by_address(read(tmp_path, text))
    assert found['aws_thing.this["a"]'].values == {"node": {"size": "big", "min": None}}
    assert found['aws_thing.this["b"]'].values == {"node": {"size": "small", "min": 3}}


@pytest.mark.parametrize(
    ("written", "addresses"),
    [
        pytest.param("count = 2", ["aws_thing.this[0]", "aws_thing.this[1]"], id="count"),
        pytest.param("count = var.off ? 1 : 0", [], id="a count of none"),
        pytest.param('for_each = toset(["a", "b"])', ['aws_thing.this["a"]', 'aws_thing.this["b"]'], id="a set"),
        pytest.param("for_each = { x = 1 }", ['aws_thing.this["x"]'], id="a map"),
        pytest.param("for_each = var.asked", ["aws_thing.this"], id="an unknown map"),
        pytest.param("for_each = aws_thing.that", ['aws_thing.this["k"]'], id="another resource"),
    ],
)
def test_repetition_gives_an_address_an_instance(tmp_path: Path, written: str, addresses: list[str]) -> None:
    text = f"""
    variable "off" {{ default = false }}
    variable "asked" {{}}
    resource "aws_thing" "that" {{
      for_each = {{ k = 1 }}
    }}
    resource "aws_thing" "this" {{
      {written}
    }}
    """
    found = [one for one in read(tmp_path, text).resources if one.name == "this"]
    assert [one.address for one in found] == addresses
    assert {one.repetition for one in found} <= {written.split("= ", 1)[1]}


def test_modules_are_followed_with_their_arguments(tmp_path: Path) -> None:
    files = {
        "main.tf": 'module "a" {\n  source = "./a"\n  for_each = { x = "1" }\n  name = "n${each.value}"\n}\n'
        'resource "aws_top" "t" {\n  found = module.a["x"].deep\n}',
        "a/a.tf": 'variable "name" {}\nmodule "b" {\n  source = "./b"\n  name = "${var.name}-a"\n}\n'
        'output "deep" { value = module.b.told }',
        "a/b/b.tf": 'variable "name" {}\nmodule "c" {\n  source = "../../c"\n  name = "${var.name}-b"\n}\n'
        'output "told" { value = module.c.told }',
        "c/c.tf": 'variable "name" {}\nresource "aws_thing" "this" {\n  name = "${var.name}-c"\n}\n'
        'output "told" { value = "${aws_thing.this.name}!" }',
    }
    found = by_address(read(tmp_path, files))
    assert found['module.a["x"].module.b.module.c.aws_thing.this'].values == {"name": "n1-a-b-c"}
    assert found["aws_top.t"].values == {"found": "n1-a-b-c!"}


def test_what_a_module_is_given_is_known_by_its_own_address(tmp_path: Path) -> None:
    files = {
        "main.tf": 'resource "aws_kms_key" "k" {}\nmodule "a" {\n  source = "./a"\n  key = aws_kms_key.k\n}',
        "a/a.tf": 'variable "key" {}\nresource "aws_thing" "this" {\n  key = var.key.arn\n}',
    }
    thing = by_address(read(tmp_path, files))["module.a.aws_thing.this"]
    assert thing.values["key"] == Unknown(("aws_kms_key.k.arn",))
    assert thing.references["key"] == ("aws_kms_key.k.arn",)


def test_a_module_that_calls_itself_ends(tmp_path: Path) -> None:
    files = {
        "main.tf": 'module "a" { source = "./a" }',
        "a/a.tf": 'module "b" { source = "../b" }\nresource "aws_thing" "a" {}',
        "b/b.tf": 'module "a" { source = "../a" }',
    }
    assert "module.a.aws_thing.a" in by_address(read(tmp_path, files))


def test_a_module_from_elsewhere_is_a_call_with_its_arguments(tmp_path: Path) -> None:
    text = 'module "vpc" {\n  source = "terraform-aws-modules/vpc/aws"\n  cidr = "10.0.0.0/16"\n}'
    [call] = read(tmp_path, text).resources
    assert (call.address, call.mode, call.type) == ("module.vpc", "module", "module")
    assert call.values == {"source": "terraform-aws-modules/vpc/aws", "cidr": "10.0.0.0/16"}


PROVIDERS = """
variable "second" { default = "us-west-2" }
provider "aws" {
  region = "us-east-1"
}
provider "aws" {
  alias  = "west"
  region = var.second
}
"""


@pytest.mark.parametrize(
    ("written", "region", "provider"),
    [
        pytest.param("", "us-east-1", "aws", id="the default provider"),
        pytest.param("provider = aws.west", "us-west-2", "aws.west", id="an alias"),
        pytest.param('provider = "aws.west"', "us-west-2", "aws.west", id="an alias in quotes"),
        pytest.param("provider = aws.nobody", "", "aws.nobody", id="an alias of nobody"),
        pytest.param('region = "eu-west-1"', "eu-west-1", "aws", id="the resource's own region"),
        pytest.param("region = var.asked", "", "aws", id="an unknown region of its own"),
    ],
)
def test_a_resource_is_in_its_providers_region(tmp_path: Path, written: str, region: str, provider: str) -> None:
    text = f'{PROVIDERS}\nvariable "asked" {{}}\nresource "aws_thing" "this" {{\n{written}\n}}\n'
    [thing] = read(tmp_path, text).resources
    assert (thing.region, thing.provider) == (region, provider)


def test_providers_are_passed_through_modules(tmp_path: Path) -> None:
    files = {
        "main.tf": PROVIDERS + 'module "a" {\n  source = "./a"\n  providers = { aws = aws.west, aws.peer = aws }\n}\n'
        'module "d" { source = "./a/b" }\n',
        "a/a.tf": 'module "b" {\n  source = "./b"\n}\nresource "aws_thing" "peer" {\n  provider = aws.peer\n}\n',
        "a/b/b.tf": 'data "aws_region" "now" {}\nresource "aws_thing" "this" {\n  name = data.aws_region.now.name\n}\n',
    }
    found = by_address(read(tmp_path, files))
    assert found["module.a.module.b.aws_thing.this"].region == "us-west-2"
    assert found["module.a.module.b.aws_thing.this"].values == {"name": "us-west-2"}
    assert found["module.a.aws_thing.peer"].region == "us-east-1"
    assert found["module.d.aws_thing.this"].region == "us-east-1"


def test_the_json_form_says_the_same(tmp_path: Path) -> None:
    plain = """
    provider "aws" {
      alias  = "west"
      region = "us-west-2"
    }
    resource "aws_thing" "this" {
      provider = aws.west
      name     = "x-${local.a}"
      tags     = { b = 2 }
      part {
        size = lookup({ a = 1 }, "a", 3)
      }
      lifecycle {
        ignore_changes = [name]
      }
    }
    locals {
      a = 1
    }
    """
    said = r"""{
      "provider": {"aws": [{"alias": "west", "region": "us-west-2"}]},
      "resource": {"aws_thing": {"this": {
        "provider": "aws.west",
        "name": "x-${local.a}",
        "tags": {"b": 2},
        "part": {"size": "${lookup({ a = 1 }, \"a\", 3)}"},
        "lifecycle": {"ignore_changes": ["name"]}
      }}},
      "locals": {"a": 1}
    }"""
    (tmp_path / "a").mkdir()
    [one] = read(tmp_path / "a", plain).resources
    [other] = read(tmp_path / "b", {"main.tf.json": said}).resources
    assert (one.values, one.region, one.lifecycle) == (other.values, other.region, other.lifecycle)
    assert other.marks["tags"].line == 6


def test_the_backend_and_the_lifecycle_are_told(tmp_path: Path) -> None:
    text = """
    terraform {
      backend "s3" {
        bucket = "state"
        region = "us-east-1"
      }
    }
    resource "aws_thing" "this" {
      lifecycle {
        ignore_changes  = [size, scaling[0].desired]
        prevent_destroy = true
      }
    }
    resource "aws_thing" "that" {
      lifecycle {
        ignore_changes = all
      }
    }
    """
    found = read(tmp_path, text)
    [backend] = found.backends
    assert (backend.type, backend.values) == ("s3", {"bucket": "state", "region": "us-east-1"})
    one, other = (resource.lifecycle for resource in found.resources)
    assert one
    assert other
    assert (one.ignore_changes, one.prevent_destroy) == ({"size", "scaling.0.desired"}, True)
    assert (other.ignore_changes, other.prevent_destroy) == ({"all"}, False)


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        pytest.param('resource "aws_thing" "bad" {\n  size =\n}\n', 3, id="no value"),
        pytest.param('resource "aws_thing" "bad" {\n  size = 1\n', 2, id="not closed"),
        pytest.param("<<<<<<< HEAD\n", 2, id="a conflict"),
        pytest.param('resource "aws_thing" {\n}\n', 2, id="a label too few"),
    ],
)
def test_what_does_not_parse_is_said_and_the_rest_is_read(tmp_path: Path, wrong: str, line: int) -> None:
    good = 'resource "aws_thing" "{}" {{}}\n'
    found = read(tmp_path, {"main.tf": good.format("before") + wrong + good.format("after"), "b.tf": good.format("b")})
    assert {"aws_thing.b", "aws_thing.after"} <= set(by_address(found))
    [fault] = found.faults
    assert (fault.check, str(fault.severity), fault.mark and fault.mark.line) == ("source_cannot_be_read", "high", line)


def test_what_is_commented_out_is_not_there(tmp_path: Path) -> None:
    text = '/* resource "aws_a" "a" {} */\n# resource "aws_b" "b" {}\n// x\nresource "aws_c" "c" {\n  # size = 1\n}\n'
    [only] = read(tmp_path, text).resources
    assert (only.address, only.values) == ("aws_c.c", {})


def test_every_root_below_is_read_when_the_folder_holds_none(tmp_path: Path) -> None:
    files = {
        "east/main.tf": 'module "m" { source = "../modules/m" }',
        "west/main.tf": 'module "m" { source = "../modules/m" }',
        "modules/m/m.tf": 'resource "aws_thing" "this" {}',
        "east/.terraform/modules/x/x.tf": 'resource "aws_stray" "this" {}',
    }
    found = read(tmp_path, files).resources
    assert [(Path(one.source).name, one.address) for one in found] == [
        ("east", "module.m.aws_thing.this"),
        ("west", "module.m.aws_thing.this"),
    ]


@pytest.mark.parametrize("name", ["nowhere", "."])
def test_a_folder_without_terraform_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(DrgenError):
        hcl.read(tmp_path / name)


def test_modules_far_above_the_folder_are_followed_though_there_is_no_repository(tmp_path: Path) -> None:
    files = {
        "live/prod/east/main.tf": 'module "a" {\n  source = "../../../modules/a"\n}\n',
        "modules/a/main.tf": 'resource "aws_thing" "this" {\n  secret = file("${path.module}/../../../secret")\n}\n',
    }
    read(tmp_path, files)
    (tmp_path / "secret").write_text("canary")
    [thing] = hcl.read(tmp_path / "root" / "live" / "prod" / "east").resources
    assert thing.address == "module.a.aws_thing.this"
    assert isinstance(thing.values["secret"], Unknown), "a function reads no file outside"


def test_modules_outside_the_repository_are_not_followed(tmp_path: Path) -> None:
    files = {"a/main.tf": 'module "a" {\n  source = "../../b"\n}\n', "../b/main.tf": 'resource "aws_thing" "b" {}\n'}
    (tmp_path / "root" / "a" / ".git").mkdir(parents=True)
    found = read(tmp_path, files).resources
    assert [one.address for one in found if one.mode != "module"] == []
