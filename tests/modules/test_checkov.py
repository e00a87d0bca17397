"""checkov finds nothing in what is rendered, whatever the hash seed, and skips only what the list says."""

import shutil
from pathlib import Path

import pytest

from drgen import render, scan
from drgen.programs import checkov as program
from drgen.project import Project, shipped
from tests.conftest import ROOT
from tests.modules.test_contract import SKIPS

HERE = Project(ROOT)


def scanned(name: str) -> scan.Scanned:
    spec, stacks = HERE.load(name)
    return scan.Scanned(name, stacks, render.render(spec, stacks, shipped("templates")))


@pytest.mark.checkov
@pytest.mark.usefixtures("checkov")
def test_checkov_finds_nothing_and_the_same_for_two_hash_seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environments = [scanned(name) for name in HERE.environments]
    folder, ours = scan.lay_out(tmp_path, HERE.modules, ROOT / "policies", environments)
    found = program.scan(folder, ours)
    results = scan.judge(found, folder, scan.policies(ours), environments)
    assert {name: result.findings for name, result in results.items()} == {name: [] for name in HERE.environments}
    skipped = {(r.check, r.resource.split(".")[-2]) for r in found.records if r.result == "SKIPPED"}
    assert skipped == SKIPS
    shutil.rmtree(ours / "__pycache__", ignore_errors=True)
    monkeypatch.setattr(program, "SEED", "1")
    assert key(program.scan(folder, ours)) == key(found)


def key(found: program.Scan) -> list[tuple[str, str, str, str]]:
    return sorted((r.check, r.resource, r.caller or r.file, r.result) for r in found.records)
