"""The architecture is held by reading the imports."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

SOURCE = ROOT / "src" / "drgen"
FILES = sorted(SOURCE.rglob("*.py"))

# A package, and the only files that may import it.
ONLY = {
    "boto3": ("aws.py", "local_aws/"),
    "botocore": ("aws.py", "local_aws/"),
    "cdktn": ("cdk.py",),
    "click": ("cli.py", "commands/"),
    "dns": ("failover/names.py", "local_aws/"),
    "hcl2": ("catalog.py",),
    "hiredis": ("warming/",),
    "jinja2": ("render.py", "report/"),
    "msgspec": ("inventory/",),
    "moto": ("local_aws/",),
    "pydantic": ("scale.py", "spec.py", "wording.py"),
    "subprocess": ("programs/",),
    "werkzeug": ("local_aws/",),
    "yaml": ("yamltext.py", "catalog.py"),
}
LAZY = {"boto3", "botocore", "dns", "hcl2"}


def imports(path: Path, *, top: bool = False) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body if top else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def relative(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


@pytest.mark.parametrize("package", ONLY)
def test_a_package_is_imported_in_its_own_place_only(package: str) -> None:
    users = {relative(path) for path in FILES if package in {name.split(".")[0] for name in imports(path)}}
    assert {user for user in users if not user.startswith(ONLY[package])} == set()


@pytest.mark.parametrize("package", sorted(LAZY))
def test_a_slow_package_is_imported_when_it_is_needed(package: str) -> None:
    eager = {relative(path) for path in FILES if package in {n.split(".")[0] for n in imports(path, top=True)}}
    assert eager == set()


def test_nothing_imports_the_commands_but_the_command_line() -> None:
    users = {relative(path) for path in FILES if any(name.startswith("drgen.commands") for name in imports(path))}
    assert {user for user in users if not user.startswith("commands/")} == set()


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        pytest.param(["--help"], {"jinja2", "msgspec", "pydantic", "yaml", "hcl2", "boto3", "rich"}, id="help"),
        pytest.param(["render", "--all", "--check"], {"hcl2", "boto3", "rich", "cdktn"}, id="render"),
        pytest.param(
            ["check", "--all"],
            {"jinja2", "hcl2", "boto3", "rich", "importlib.metadata", "drgen.moduletext"},
            id="check",
        ),
    ],
)
def test_a_command_imports_no_more_than_it_needs(arguments: list[str], absent: set[str]) -> None:
    subprocess.run([sys.executable, "-m", "drgen.cli", *arguments], cwd=ROOT, capture_output=True)  # fills caches
    code = f"import sys; from drgen.cli import main; main({arguments!r}, standalone_mode=False)"
    script = f"import atexit, sys; atexit.register(lambda: print('MODULES', *sys.modules)); {code}"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    [line] = [line for line in done.stdout.splitlines() if line.startswith("MODULES")]
    assert absent & set(line.split()) == set()


@pytest.mark.parametrize("path", FILES, ids=relative)
def test_a_file_stays_readable_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 250


@pytest.mark.parametrize("path", FILES, ids=relative)
def test_a_function_stays_within_thirty_lines(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    too_long = {
        f.name: f.end_lineno - f.lineno + 1 for f in functions if f.end_lineno and f.end_lineno - f.lineno >= 30
    }
    assert too_long == {}
