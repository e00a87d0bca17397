"""What a unit of Terragrunt makes Terraform read."""

from pathlib import Path

from drgen.inventory import Unknown
from tests.inventory.hcl.reading import by_address, read

MODULE = """
variable "name" {}
variable "network" { default = "" }
resource "aws_thing" "this" {
  name    = var.name
  network = var.network
}
"""


def test_inputs_of_a_unit_lie_on_those_that_it_includes(tmp_path: Path) -> None:
    files = {
        "root.hcl": 'inputs = {\n  name    = "root"\n  network = "root"\n}',
        "a/terragrunt.hcl": 'include {\n  path = find_in_parent_folders("root.hcl")\n}\n'
        'terraform {\n  source = "../m"\n}\ninputs = {\n  name = "own-${basename(get_terragrunt_dir())}"\n}',
        "m/main.tf": MODULE,
    }
    [thing] = read(tmp_path, files).resources
    assert thing.values == {"name": "own-a", "network": "root"}


def test_what_another_unit_gives_is_unknown(tmp_path: Path) -> None:
    files = {
        "a/terragrunt.hcl": 'dependency "vpc" {\n  config_path = "../vpc"\n}\nterraform {\n  source = "../m"\n}\n'
        'inputs = {\n  name    = "a"\n  network = dependency.vpc.outputs.id\n}',
        "m/main.tf": MODULE,
    }
    thing = by_address(read(tmp_path, files))["aws_thing.this"]
    assert thing.values == {"name": "a", "network": Unknown(("dependency.vpc.outputs.id",))}


def test_the_generated_provider_and_the_state_are_read(tmp_path: Path) -> None:
    files = {
        "region.hcl": 'locals {\n  region = "eu-west-1"\n}',
        "root.hcl": 'locals {\n  all = read_terragrunt_config(find_in_parent_folders("region.hcl"))\n}\n'
        'remote_state {\n  backend = "s3"\n  config = {\n    region = local.all.locals.region\n  }\n}\n'
        'generate "p" {\n  contents = <<EOF\nprovider "aws" {\n  region = "${local.all.locals.region}"\n}\nEOF\n}\n',
        "a/terragrunt.hcl": 'include {\n  path = "../root.hcl"\n}\nterraform {\n  source = "../m"\n}\n',
        "m/main.tf": MODULE,
    }
    found = read(tmp_path, files)
    assert [one.region for one in found.resources] == ["eu-west-1"]
    assert [(one.type, one.values) for one in found.backends] == [("s3", {"region": "eu-west-1"})]


def test_a_module_from_elsewhere_is_a_call(tmp_path: Path) -> None:
    text = 'terraform {\n  source = "git::https://example.com/m.git?ref=1"\n}\ninputs = {\n  size = 2\n}'
    [call] = read(tmp_path, {"a/terragrunt.hcl": text}).resources
    assert (call.mode, call.name, call.values["size"]) == ("module", "a", 2)


def test_a_file_that_includes_itself_ends(tmp_path: Path) -> None:
    files = {
        "root.hcl": 'include {\n  path = "../root.hcl"\n}\nlocals {\n  x = local.x\n}',
        "a/terragrunt.hcl": 'include {\n  path = "../root.hcl"\n}\nterraform {\n  source = "../m"\n}\n',
        "m/main.tf": MODULE,
    }
    assert len(read(tmp_path, files).resources) == 1
