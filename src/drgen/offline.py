"""A scratch copy of an environment that Terraform can validate and plan without AWS.

It lies under `build/`: the committed tree never holds a fake, an override or a local state.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from drgen import handover, render
from drgen.project import Project, shipped
from drgen.terms import SIDES, Ref, Variable

if TYPE_CHECKING:
    from drgen.spec import Spec
    from drgen.stacks import Stack

EVERY_ROOT = "every_root"
_SKIPPED = shutil.ignore_patterns(".terraform*", "*.tfstate*", "tests", "*.md")


def prepare(project: Project, name: str, spec: Spec, stacks: list[Stack]) -> Path:
    """Render into build/offline, each root with fakes and an override; returns the folder that holds the roots.

    Beside the five roots lies `every_root`, which calls all of them as modules: one Terraform process for all.
    """
    templates = shipped("templates")
    spec = spec.model_copy(update={"assume_role": None})  # an override cannot take a nested block away
    base = project.build / "offline" / name
    scratch = base / "environments" / name
    copy_modules(project.modules, base / "modules", {call.module.name for stack in stacks for call in stack.calls})
    _clear(scratch)
    for path, text in render.render(spec, stacks, templates).items():
        write(scratch / path, text)
    for stack in stacks:
        override = render.text(templates / "offline" / "offline_override.tf.j2", stack=stack)
        write(scratch / stack.name / "offline_override.tf", override)
        fakes = handover.fakes(stack, spec)
        write(scratch / stack.name / "fakes.auto.tfvars.json", json.dumps(fakes))
    every = render.text(templates / "offline" / "every_root.tf.j2", stacks=stacks, handed=handed)
    write(scratch / EVERY_ROOT / "main.tf", every)
    return scratch


def handed(variable: Variable, root: str) -> Ref:
    """A handed-over value where all roots are one: the giver's output, or the receiver's side of it."""
    output = f"module.{variable.giver}.{variable.output}"
    return Ref(f"try({output}.{root}, {output})" if root in SIDES else output)


def copy_modules(source: Path, target: Path, names: Iterable[str]) -> None:
    """Copy the named modules, without their tests."""
    shutil.rmtree(target, ignore_errors=True)
    for folder in source.glob("*/*"):
        if folder.name in names:
            shutil.copytree(folder, target / folder.relative_to(source), ignore=_SKIPPED)


def _clear(scratch: Path) -> None:
    """Drop what the last run wrote; keep what `terraform init` put there."""
    for old in [*scratch.glob("*/*.tf"), *scratch.glob("*/*.json"), *scratch.glob("*/*.hcl")]:
        old.unlink()


def write(path: Path, text: str) -> None:
    """One file of a scratch copy, its folder made when missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
