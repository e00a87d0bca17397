"""The construct calls the same modules with the same arguments as the rendered roots."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from drgen.programs.terraform import environment
from drgen.project import Project
from drgen.terms import Ref
from tests.conftest import ROOT, tool
from tests.test_whole import copied

ENV = "shop-prod"


@pytest.fixture(scope="module")
def synthesised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the construct's JSON in cdktf.out, made by a process of its own."""
    tool("node", "JSII_NODE")
    here = copied(tmp_path_factory.mktemp("cdk"), ENV)
    code = (
        "from cdktn import App\n"
        "from drgen.cdk import DisasterRecovery\n"
        "app = App(outdir='cdktf.out', context={'targetVersions': {'terraform': '>=1.11.0'}})\n"
        f"DisasterRecovery(app, '{ENV}', spec='environments/{ENV}/spec.yaml')\n"
        "app.synth()\n"
    )
    python = Path(__import__("sys").executable)
    done = subprocess.run([python, "-c", code], cwd=here.root, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return here.root


def read(project: Path, root: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((project / "cdktf.out" / "stacks" / f"{ENV}-{root}" / "cdk.tf.json").read_text())
    return found


def as_json(value: Any) -> Any:
    match value:
        case Ref():
            return f"${{{value.expression}}}"
        case dict():
            return {key: as_json(item) for key, item in value.items()}
        case list() | tuple():
            return [as_json(item) for item in value]
        case str():
            return value.replace("${", "$${").replace("%{", "%%{")
    return value


META = {"source", "providers"}


@pytest.mark.parametrize("root", ["bootstrap", "foundation", "primary", "standby", "global"])
def test_a_stack_is_its_rendered_root(synthesised: Path, root: str) -> None:
    made = read(synthesised, root)
    [stack] = [stack for stack in Project(synthesised).load(ENV)[1] if stack.name == root]
    arguments = {
        name: {key: value for key, value in call.items() if key not in META and key != "//"}
        for name, call in made.get("module", {}).items()
    }
    assert arguments == {c.instance: {k: as_json(w.value) for k, w in c.inputs.items()} for c in stack.calls}
    assert set(made.get("output", {})) == {output.name for output in stack.outputs}
    assert set(made.get("variable", {})) == {variable.name for variable in stack.variables}
    assert made["terraform"]["backend"]["s3"]["use_lockfile"] is True


@pytest.mark.terraform
@pytest.mark.parametrize("root", ["foundation", "standby"])
def test_terraform_accepts_the_json(synthesised: Path, root: str, terraform: str) -> None:
    folder = synthesised / "cdktf.out" / "stacks" / f"{ENV}-{root}"
    env = environment(aws=False)[0]
    subprocess.run(
        [terraform, "init", "-backend=false", "-no-color"], cwd=folder, env=env, check=True, capture_output=True
    )
    done = subprocess.run([terraform, "validate", "-no-color"], cwd=folder, env=env, capture_output=True, text=True)
    shutil.rmtree(folder / ".terraform")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_core_never_needs_cdktn() -> None:
    users = [path for path in (ROOT / "src").rglob("*.py") if "cdktn" in path.read_text() and path.name != "cdk.py"]
    assert users == []
