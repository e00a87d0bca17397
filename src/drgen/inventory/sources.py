"""What a path is, and the reader for it: a plan's JSON, a state, or a folder of Terraform."""

from __future__ import annotations

import datetime
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from drgen.errors import DrgenError
from drgen.inventory import Inventory, document, plan, state
from drgen.inventory.changes import Plan
from drgen.inventory.document import SHOW, Document, given

_PLAN_PARTS = ("resource_changes", "planned_values", "configuration", "prior_state", "output_changes")
_NEWEST = 1  # the major version of Terraform's JSON that is known
_RAW = 4  # the format of state files since Terraform 0.12


def read_plan(path: Path, *, now: datetime.datetime | None = None, progress: plan.Progress | None = None) -> Plan:
    """The plan at `path`, `-` being standard input.

    Raises DrgenError, saying what to do, for what is no plan or cannot be read whole: a binary plan, a log, a state …
    """
    source = str(path)
    if path.is_dir():
        raise DrgenError(f"{source}: a folder, not a plan", hint=f"in it: {SHOW}")
    with _no_garbage():
        found = document.read(path, source)
        if (kind := _kind(found, source)) != "plan":
            raise DrgenError(f"{source}: a {kind}, not a plan", hint=f"make a plan: {SHOW}")
        return plan.read(found, source, now, progress)


def read(path: Path, *, progress: plan.Progress | None = None) -> Inventory:
    """What the plan or state at `path` holds; of a plan, what there will be.  Raises DrgenError as `read_plan` does."""
    source = str(path)
    with _no_garbage():
        found = document.read(path, source)
        is_plan = _kind(found, source) == "plan"
        return plan.read(found, source, progress=progress).after if is_plan else state.read(found, source)


def _kind(found: Document, source: str) -> str:
    """plan or state.  Raises DrgenError for neither, and for a format that is not known."""
    if any(given(getattr(found, name)) for name in _PLAN_PARTS):
        _refuse_format(found.format_version, source)
        return "plan"
    if found.format_version is not None and given(found.values):
        _refuse_format(found.format_version, source)
        return "state"
    if found.version is not None and found.terraform_version is not None:
        _refuse_raw_format(found.version, source)
        return "state"
    raise DrgenError(
        f"{source}: JSON, but neither a plan of Terraform nor a state that holds something",
        hint=f"make a plan: {SHOW}",
    )


def _refuse_format(said: object, source: str) -> None:
    if said is None:
        raise DrgenError(f"{source}: has no format_version, so it is no whole plan", hint=f"keep the whole of: {SHOW}")
    major = str(said).partition(".")[0]
    if not isinstance(said, str) or not major.isdecimal() or int(major) > _NEWEST:
        raise DrgenError(
            f"{source}: format_version {said!r} is unknown: formats 0.1 to 1.x are known", hint="update drgen"
        )


def _refuse_raw_format(said: object, source: str) -> None:
    if said != _RAW:
        raise DrgenError(
            f"{source}: a state of format {said!r}; format {_RAW} is known",
            hint="`terraform state pull` of Terraform 0.12 or later writes it",
        )


@contextmanager
def _no_garbage() -> Iterator[None]:
    """The collector off: it would look through all that is being read, again and again, and find nothing."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # it stays as long as the process: never look through it
        if running:
            gc.enable()
