"""Everything that checks may read without Terraform, AWS or a network; gathered once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from drgen import checks, judged, suppressions
from drgen.errors import DrgenError
from drgen.terms import ROOTS

if TYPE_CHECKING:
    from drgen.findings import Finding
    from drgen.project import Project

OBSERVED = "observed.auto.tfvars.json"  # what `drgen reconcile` found that no spec says
IMPORTS = "import.tf"  # and how Terraform takes it over


def findings(project: Project, names: Sequence[str], today: date) -> list[Finding]:
    """What the checks have to say about some environments that their specs do not accept. Raises SpecError."""
    from drgen.objectives import model

    neighbours = _neighbours(project)
    about_modules = judged.findings(project.modules)
    found: list[Finding] = []
    for name in names:
        spec, stacks = project.load(name)
        facts = {
            "spec": spec,
            "stacks": stacks,
            "catalog": project.catalog,
            "neighbours": {other: data for other, data in neighbours.items() if other != name},
            "expected": model(spec, stacks),
            "observed": _observed(project, name),
            "today": today,
        }
        used = {f"{call.module.scope}/{call.module.name}" for stack in stacks for call in stack.calls}
        here = [one for one in about_modules if one.mark and "/".join(one.mark.file.split("/")[-3:-1]) in used]
        said = checks.run(facts, already=here)
        found += [replace(one, environment=name) for one in suppressions.kept(said, spec, today)]
    return _once(found)


def _once(found: list[Finding]) -> list[Finding]:
    """What is wrong with a module is said once, whatever environments call it."""
    first: dict[Finding, Finding] = {}
    for finding in found:
        is_general = not finding.path and finding.mark is not None and finding.mark.file.endswith(".tf")
        key = replace(finding, environment="") if is_general else finding
        first.setdefault(key, finding)
    return list(first.values())


def _neighbours(project: Project) -> dict[str, dict[str, Any]]:
    """What every environment's spec says. One that cannot be read has a check of its own: here it is left out."""
    from drgen import source

    found = {}
    for name in project.environments:
        try:
            found[name] = source.read(project.environment(name) / "spec.yaml")[0].data
        except DrgenError:
            continue
    return found


def _observed(project: Project, name: str) -> dict[str, dict[str, Any]]:
    """What `drgen reconcile` wrote down, by root."""
    found = {}
    for root in ROOTS:
        path = project.environment(name) / root / OBSERVED
        try:
            said = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            continue
        except (OSError, ValueError) as error:
            raise DrgenError(f"{path} cannot be read: {error}", hint="`drgen reconcile` writes it anew") from error
        found[root] = said if isinstance(said, dict) else {}
    return found
