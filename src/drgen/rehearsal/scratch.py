"""A copy of a project for one rehearsal: what is committed, and nothing that was made by applying it."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from drgen.project import Project
from drgen.terms import SIDES

if TYPE_CHECKING:
    from drgen.stacks import Stack

_MADE = shutil.ignore_patterns(
    ".terraform*", "*.tfstate*", "*.tfplan", "handover.auto.tfvars.json", "observed.auto.tfvars.json", "tests"
)

_RETRIES = 3


def copy(source: Project, name: str) -> Project:
    """The environment as it is committed, with its modules, under build/rehearsal/NAME; made anew each time."""
    base = source.build / "rehearsal" / name / "project"
    shutil.rmtree(base, ignore_errors=True)
    shutil.copytree(source.modules, base / "modules", ignore=_MADE)
    shutil.copytree(source.environment(name), base / "environments" / name, ignore=_MADE)
    for shared in source.root.glob("environments/*.yaml"):
        shutil.copy(shared, base / "environments")
    return Project(base.resolve())


def shorten(project: Project, name: str, stacks: Iterable[Stack]) -> None:
    """Have the provider give up soon: against a dark region its own 25 attempts take ten minutes."""
    for stack in stacks:
        aliases = [""] if stack.name in SIDES else [f'  alias       = "{side}"\n' for side in SIDES]
        blocks = [f'provider "aws" {{\n{alias}  max_retries = {_RETRIES}\n}}\n' for alias in aliases]
        text = "# Of this rehearsal alone.\n" + "\n".join(blocks)
        (project.environment(name) / stack.name / "rehearsal_override.tf").write_text(text, encoding="utf-8")


def digests(project: Project, name: str) -> dict[str, str]:
    """SHA-256 of the spec, and of the Terraform files of all modules, and of each root, together."""
    folder = project.environment(name)
    roots = sorted({path.parent for path in folder.glob("*/*.tf")})
    shared = {"spec.yaml": [folder / "spec.yaml"], "modules": sorted(project.modules.rglob("*.tf"))}
    every = shared | {root.name: sorted(root.glob("*.tf")) for root in roots}
    return {what: _digest(paths) for what, paths in every.items()}


def provider(project: Project, name: str) -> str:
    """The version of the AWS provider that the roots were really applied with; "" while none is initialised."""
    locks = sorted(project.environment(name).glob("*/.terraform.lock.hcl"))
    found = re.search(r'hashicorp/aws" \{\s+version\s+= "([^"]+)"', locks[-1].read_text("utf-8")) if locks else None
    return found[1] if found else ""


def _digest(paths: list[Path]) -> str:
    content = b"".join(path.name.encode() + b"\0" + path.read_bytes() + b"\0" for path in paths)
    return hashlib.sha256(content).hexdigest()
