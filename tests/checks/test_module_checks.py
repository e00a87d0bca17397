"""Every check of the modules' Terraform catches its mutant, and nothing in the modules that ship."""

from __future__ import annotations

import re

import pytest

from drgen import checks, moduletext
from drgen.findings import Finding
from drgen.moduletext import ModuleText
from tests.checks.mutants import MODULE
from tests.conftest import ROOT

SHIPPED = moduletext.read(ROOT / "modules")


def ask(modules: dict[str, ModuleText]) -> list[Finding]:
    return checks.run({"modules": modules}, "modules")


def mutated(mutant: dict[str, str]) -> dict[str, ModuleText]:
    scope, name, changed = mutant["file"].split("/")
    blocks: list[moduletext.Block] = []
    for file in sorted((ROOT / "modules" / scope / name).glob("*.tf")):
        text = file.read_text(encoding="utf-8")
        if file.name == changed:
            old, text = (
                text,
                re.sub(mutant["old"] or r"\Z", "\n" + mutant["new"] if not mutant["old"] else mutant["new"], text),
            )
            assert old != text, "the mutant changes nothing"
        blocks += moduletext.parse(text, f"modules/{scope}/{name}/{file.name}")
    return SHIPPED | {name: ModuleText(scope, name, tuple(blocks))}


def test_the_shipped_modules_have_no_finding() -> None:
    assert [(f.check, f.message) for f in ask(SHIPPED)] == []


@pytest.mark.parametrize("mutant", MODULE, ids=lambda one: f"{one['check']}-{one['names']}-{one['file']}")
def test_a_mutant_is_caught_by_a_check_that_names_it(mutant: dict[str, str]) -> None:
    found = [finding for finding in ask(mutated(mutant)) if finding.check == mutant["check"]]
    assert found, "nothing caught it"
    assert any(mutant["names"] in finding.message for finding in found), [finding.message for finding in found]
    assert all(finding.mark and finding.mark.file.startswith("modules/") and finding.mark.line for finding in found)


def test_every_check_of_the_modules_has_a_mutant() -> None:
    ours = set(checks.ids("modules"))
    assert ours - {mutant["check"] for mutant in MODULE} == set()


def test_blocks_know_where_they_stand() -> None:
    inner = "  lifecycle {\n    ignore_changes = [\n      y, # z\n    ]\n  }\n"
    text = f'# about\n\nresource "a" "b" {{\n  x = "1" # why\n{inner}}}\n'
    [block] = moduletext.parse(text, "main.tf")
    assert (str(block), str(block.mark), block.arguments) == ("a.b", "main.tf:3:1", {"x": '"1"'})
    [lifecycle] = block.blocks("lifecycle")
    assert (lifecycle.line, block.ignored(), str(block.place("x"))) == (5, {"y"}, "main.tf:4:3")
