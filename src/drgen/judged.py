"""What the checks say about the modules' Terraform, kept by the hash of what they read: modules seldom change."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from drgen import answers, checks
from drgen.catalog import SCOPES
from drgen.findings import Finding, Severity
from drgen.problems import Mark
from drgen.source import shown


def findings(modules: Path) -> list[Finding]:
    """The findings of the checks that read nothing but the modules."""
    key = _key(modules)
    kept = answers.load(key)
    try:
        return [_placed(_finding(said), modules) for said in (kept or {})["findings"]]
    except (KeyError, TypeError):
        found = _found(modules)
    answers.save(key, {"findings": [asdict(finding) for finding in found]})
    return [_placed(finding, modules) for finding in found]


def _found(modules: Path) -> list[Finding]:
    from drgen import moduletext

    return checks.run({"modules": moduletext.read(modules)}, "modules")


def _key(modules: Path) -> str:
    """Of every module's text and of the checks themselves, wherever they lie."""
    ours = answers.contents(Path(checks.__file__).parents[1], ["checks/modules/*.py", "moduletext.py"])
    theirs = answers.contents(modules, [f"{scope}/*/*.tf" for scope in SCOPES])
    return answers.key("modules", *ours, "", *theirs)


def _placed(finding: Finding, modules: Path) -> Finding:
    """With the file as people see it from where they stand."""
    if not finding.mark:
        return finding
    return replace(finding, mark=replace(finding.mark, file=shown(modules / finding.mark.file)))


def _finding(said: dict[str, Any]) -> Finding:
    instead = None if said["instead"] is None else Severity(said["instead"])
    mark = Mark(**said["mark"]) if said["mark"] else None
    known = {"path": tuple(said["path"]), "severity": Severity(said["severity"]), "instead": instead, "mark": mark}
    return Finding(**(said | known))
