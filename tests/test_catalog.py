"""Modules are read from their own files."""

from pathlib import Path

import pytest

from drgen import catalog
from drgen.errors import DrgenError


def folder(base: Path, name: str, variables: str = "", outputs: str = "", component: str = "") -> Path:
    path = base / name
    path.mkdir(parents=True)
    (path / "variables.tf").write_text(variables)
    (path / "outputs.tf").write_text(outputs)
    if component:
        (path / "component.yaml").write_text(component)
    return path


VARIABLES = """
variable "nodes" {
  description = "Node groups."
  type = map(object({
    min = number # a comment
    max = optional(number, 24)
  }))
  default  = {}
  nullable = false
}
variable "password" {
  description = "Secret."
  type        = string
  ephemeral   = true
  sensitive   = true
}
"""


def test_an_input_is_what_variables_tf_says(tmp_path: Path) -> None:
    folder(tmp_path, "regional/eks", VARIABLES, 'output "endpoint" {\n  description = "Host."\n  value = 1\n}\n')
    [module] = catalog.read(tmp_path).values()
    assert (module.name, module.scope, module.outputs) == ("eks", "regional", {"endpoint": "Host."})
    nodes, password = module.inputs["nodes"], module.inputs["password"]
    assert nodes.type == "map(object({ min = number, max = optional(number, 24) }))"
    assert (nodes.required, nodes.default, nodes.nullable) == (False, {}, False)
    assert (password.required, password.ephemeral, password.sensitive) == (True, True, True)


def test_component_yaml_says_what_terraform_cannot(tmp_path: Path) -> None:
    folder(tmp_path, "regional/x", component="singleton: true\nabsent_in_standby: {pilot_light: {durable: false}}\n")
    [module] = catalog.read(tmp_path).values()
    assert (module.singleton, module.absent_in_standby) == (True, {"pilot_light": {"durable": False}})


def test_a_second_reading_parses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder(tmp_path, "regional/eks", VARIABLES)
    first = catalog.read(tmp_path)
    monkeypatch.setattr(catalog, "_parse", None)
    assert catalog.read(tmp_path) == first


def test_an_edited_module_is_read_anew(tmp_path: Path) -> None:
    path = folder(tmp_path, "regional/eks", VARIABLES)
    catalog.read(tmp_path)
    (path / "variables.tf").write_text('variable "a" {\n  type = string\n}\n')
    assert list(catalog.read(tmp_path)["eks"].inputs) == ["a"]


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder(tmp_path, "regional/eks", VARIABLES)
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert list(catalog.read(tmp_path)) == ["eks"]


def test_two_modules_of_one_name_are_refused(tmp_path: Path) -> None:
    folder(tmp_path, "regional/eks")
    folder(tmp_path, "global/eks")
    with pytest.raises(DrgenError, match="two modules are called 'eks'"):
        catalog.read(tmp_path)


@pytest.mark.parametrize(
    ("variables", "component", "message"),
    [
        pytest.param("variable {", "", r"variables\.tf:\d+: not readable as HCL", id="broken HCL"),
        pytest.param("", "singelton: true", "unknown singelton", id="unknown key"),
        pytest.param("", "[", r"component\.yaml", id="broken YAML"),
        pytest.param("", "just words", r"component\.yaml", id="no map"),
    ],
)
def test_a_broken_module_is_named(tmp_path: Path, variables: str, component: str, message: str) -> None:
    folder(tmp_path, "regional/eks", variables, component=component)
    with pytest.raises(DrgenError, match=message):
        catalog.read(tmp_path)


def test_no_modules_says_how_to_get_them(tmp_path: Path) -> None:
    with pytest.raises(DrgenError) as caught:
        catalog.read(tmp_path)
    assert "drgen init" in caught.value.hint
