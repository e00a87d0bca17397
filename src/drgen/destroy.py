"""The end of an environment: the protections taken off in every root, then each destroyed, the last one first.

It happens in a scratch copy under build/: neither modules nor rendered files ever hold an unprotected database. State,
backend and addresses are the environment's own. The state buckets go last, after their own state was moved here.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from drgen import aws, bootstrap, files, handover, offline, render, ties
from drgen.facts import OBSERVED
from drgen.project import Project, shipped
from drgen.terms import ROOTS

if TYPE_CHECKING:
    from drgen.spec import Spec
    from drgen.stacks import Stack

# What protects, and what it becomes. Each is a line of a module's HCL; nothing else of it changes.
_OFF = (
    (re.compile(r"(\bprevent_destroy\s*=\s*)true\b"), r"\g<1>false"),
    (re.compile(r"(\bdeletion_protection(?:_enabled)?\s*=\s*)(?:true|var\.deletion_protection)\b"), r"\g<1>false"),
    (re.compile(r"(\benable_deletion_protection\s*=\s*)(?:true|var\.deletion_protection)\b"), r"\g<1>false"),
    (re.compile(r"(\bforce_delete\s*=\s*)false\b"), r"\g<1>true"),
    (
        re.compile(r'^(resource "aws_(?:s3_bucket|backup_vault)" "[^"]+" \{)$', re.MULTILINE),
        r"\1\n  force_destroy = true",
    ),
)
_SNAPSHOT = re.compile(r"^(\s*)final_snapshot_identifier(\s*)=.*$", re.MULTILINE)


def run(
    project: Project,
    name: str,
    spec: Spec,
    stacks: list[Stack],
    *,
    approve: bool,
    snapshots: bool,
    say: Callable[[str], None],
) -> None:
    """Destroy every root of an environment, in the reverse of apply order; safe to run again.

    Without `snapshots` databases leave none behind. Raises DrgenError where the credentials are of another account,
    and with Terraform's own words.
    """
    from drgen.programs import terraform

    aws.refuse_other_account(spec, spec.regions.standby.name)
    folder, guarded = scratch(project, name, spec, stacks, snapshots=snapshots)
    ties.cut(spec)
    others = [] if _is_at_its_end(folder) else [folder / root for root in reversed(ROOTS) if root != "bootstrap"]
    there = [root for root in others if _is_there(root, say)]
    _take_off([root for root in there if root.name in guarded], approve=approve, say=say)
    for root in there:
        say(f"{root.name}: destroy")
        terraform.destroy(root, approve=approve)
    _destroy_bootstrap(folder / "bootstrap", approve=approve, say=say)


def _is_at_its_end(folder: Path) -> bool:
    """Whether an earlier run had come to the buckets: with them go the states of all other roots, which are gone."""
    return (folder / "bootstrap" / "terraform.tfstate").exists()


def _is_there(folder: Path, say: Callable[[str], None]) -> bool:
    """Whether a root's state holds anything; it is initialised for that."""
    from drgen.programs import terraform

    terraform.init(folder, aws=True)
    if terraform.addresses(folder):
        return True
    say(f"{folder.name}: nothing is there")
    return False


def _take_off(folders: list[Path], *, approve: bool, say: Callable[[str], None]) -> None:
    """Apply the roots without their protections: all at once where nobody is asked, for databases take minutes."""
    from drgen.programs import terraform

    def apply(folder: Path) -> None:
        say(f"{folder.name}: protections off")
        terraform.apply(folder, approve=approve)

    with ThreadPoolExecutor(len(ROOTS) if approve else 1) as pool:
        list(pool.map(apply, folders))


def scratch(project: Project, name: str, spec: Spec, stacks: list[Stack], *, snapshots: bool) -> tuple[Path, set[str]]:
    """The environment under build/destroy without protections; the folder of its roots, and which of them had any."""
    base = project.build / "destroy" / name
    folder = base / "environments" / name
    offline.copy_modules(project.modules, base / "modules", {call.module.name for s in stacks for call in s.calls})
    changed = {path.parent.name for path in sorted((base / "modules").rglob("*.tf")) if _unprotect(path, snapshots)}
    for old in folder.glob("*/*.tf"):
        old.unlink()  # and no state: that of the buckets may be here, and nowhere else
    for path, text in render.render(spec, stacks, shipped("templates")).items():
        offline.write(folder / path, text)
    for root, kept in _kept(project.environment(name)):
        shutil.copy(kept, folder / root / kept.name)
    return folder, {s.name for s in stacks if any(call.module.name in changed for call in s.calls)}


def _unprotect(path: Path, snapshots: bool) -> bool:
    """Take the protections out of one file; whether it had any."""
    old = path.read_text(encoding="utf-8")
    new = unprotected(old, snapshots=snapshots)
    path.write_text(new, encoding="utf-8")
    return new != old


def unprotected(text: str, *, snapshots: bool) -> str:
    """A module's HCL without what keeps things from being destroyed."""
    for found, instead in _OFF:
        text = found.sub(instead, text)
    return text if snapshots else _SNAPSHOT.sub(r"\1skip_final_snapshot\2= true", text)


def _kept(folder: Path) -> Iterator[tuple[str, Path]]:
    """What was handed over or observed: with other values Terraform would change things before it destroys them."""
    for root in ROOTS:
        for path in (folder / root / name for name in (handover.FILE, OBSERVED)):
            if path.exists():
                yield root, path


def _destroy_bootstrap(folder: Path, *, approve: bool, say: Callable[[str], None]) -> None:
    """The buckets hold their own state: it comes here first, and stays until they are gone."""
    from drgen.programs import terraform

    local = folder / bootstrap.LOCAL
    if not (folder / "terraform.tfstate").exists():
        terraform.init(folder, aws=True)
        if not terraform.addresses(folder):
            say("bootstrap: nothing is there")
            return
        files.replace(local, bootstrap.LOCAL_BACKEND)
        terraform.migrate(folder)
    else:
        files.replace(local, bootstrap.LOCAL_BACKEND)
        terraform.init(folder, aws=True)
    say("bootstrap: protections off")
    terraform.apply(folder, approve=approve)
    say("bootstrap: destroy")
    terraform.destroy(folder, approve=approve)
    for path in folder.glob("terraform.tfstate*"):
        path.unlink()  # of nothing: a later run must not take it for one that broke off
