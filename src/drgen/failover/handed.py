"""Whether each root was handed what its givers' outputs say now, read from their states in the buckets."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drgen import handover
from drgen.errors import DrgenError
from drgen.failover.store import Store
from drgen.terms import SIDES

if TYPE_CHECKING:
    from drgen.failover.run import Run
    from drgen.stacks import Stack
    from drgen.terms import Side


def home(root: str) -> Side:
    """The side whose bucket keeps a root's state."""
    return "primary" if root == "primary" else SIDES[1]


def outputs(run: Run, root: str) -> dict[str, Any]:
    """A root's outputs, as `terraform output -json` gives them; nothing else of the state is looked at.

    Raises DrgenError where there is no state, or none that can be read.
    """
    store = Store.of(run.reach, run.spec, home(root))
    found = store.get(f"{root}/terraform.tfstate")
    if found is None:
        raise DrgenError(f"{root} is not applied: there is no state of it in {store.bucket}")
    try:
        return dict(json.loads(found.body)["outputs"])
    except (ValueError, KeyError, TypeError) as error:
        raise DrgenError(f"{root}: its state in {store.bucket} cannot be read") from error


def givers(stack: Stack) -> list[str]:
    """The roots that a root is handed something by."""
    return sorted({variable.giver for variable in stack.variables if variable.giver})


def faults(stack: Stack, folder: Path, given: Mapping[str, dict[str, Any]]) -> list[str]:
    """What a root's file says otherwise than its givers do now; `given` holds the outputs of those that could be read.

    Names and no values: they are identifiers, and yet nobody's business.
    """
    path = folder / handover.FILE
    wanted = {variable.name for variable in stack.variables if variable.giver}
    try:
        known = handover.read(stack, path.read_text(encoding="utf-8"), str(path)) if path.exists() else {}
        now = {name: value for giver, said in given.items() for name, value in _given(stack, giver, said).items()}
    except DrgenError as error:
        return [f"cannot be compared: {error}"]
    missing, other = sorted(wanted - known.keys()), sorted(k for k in now.keys() & known.keys() if now[k] != known[k])
    found = [f"was never handed {', '.join(missing)}"] if missing else []
    return found + ([f"was handed another {', '.join(other)} than the giver's output is now"] if other else [])


def _given(stack: Stack, giver: str, said: dict[str, Any]) -> dict[str, Any]:
    return handover.collect(stack, giver, said)
