"""A copy of a project for one rehearsal: what is committed, and nothing that was made by applying it."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from drgen.project import Project

_MADE = shutil.ignore_patterns(
    ".terraform*", "*.tfstate*", "*.tfplan", "handover.auto.tfvars.json", "observed.auto.tfvars.json", "tests"
)


def copy(source: Project, name: str) -> Project:
    """The environment as it is committed, with its modules, under build/rehearsal/NAME; made anew each time."""
    base = source.build / "rehearsal" / name / "project"
    shutil.rmtree(base, ignore_errors=True)
    shutil.copytree(source.modules, base / "modules", ignore=_MADE)
    shutil.copytree(source.environment(name), base / "environments" / name, ignore=_MADE)
    for shared in source.root.glob("environments/*.yaml"):
        shutil.copy(shared, base / "environments")
    return Project(base.resolve())


def digests(project: Project, name: str) -> dict[str, str]:
    """SHA-256 of the spec, and of each root's Terraform files together."""
    folder = project.environment(name)
    roots = sorted({path.parent for path in folder.glob("*/*.tf")})
    return {"spec.yaml": _digest([folder / "spec.yaml"])} | {
        root.name: _digest(sorted(root.glob("*.tf"))) for root in roots
    }


def _digest(paths: list[Path]) -> str:
    content = b"".join(path.name.encode() + b"\0" + path.read_bytes() + b"\0" for path in paths)
    return hashlib.sha256(content).hexdigest()
