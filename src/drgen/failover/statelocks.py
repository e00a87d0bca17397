"""Terraform's own locks on the states of some roots, held while they must not be applied.

An object `<root>/terraform.tfstate.tflock` as Terraform's S3 backend writes it with `use_lockfile`: whoever applies
meanwhile is told by Terraform itself which run holds it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from uuid import NAMESPACE_URL, uuid5

from drgen.failover.clock import Clock
from drgen.failover.outcome import HeldError
from drgen.failover.store import Store


def take(store: Store, root: str, run: str, who: str, clock: Clock) -> None:
    """Lock one root's state for a run. Doing it again does nothing. Raises HeldError when somebody else has it."""
    if not store.create(_key(root), _info(store, root, run, who, clock)) and not _is_ours(store, root, run):
        raise HeldError(f"the state of {root} is locked: {held(store, root)}", hint="let that end, then try again")


def release(store: Store, root: str, run: str) -> bool:
    """Unlock one root's state, where this run has it; whether it had."""
    ours = _is_ours(store, root, run)
    if ours:
        store.delete(_key(root))
    return ours


def held(store: Store, root: str) -> str:
    """Who has the lock on a root's state, in words; empty when nobody."""
    found = store.get(_key(root))
    if found is None:
        return ""
    try:
        said = json.loads(found.body)
        return f"{said['Operation']} by {said['Who']}, since {said['Created']} {said['Info']}".rstrip()
    except (ValueError, KeyError, TypeError):
        return "by something that does not say who it is"


def runs(stores: Iterable[tuple[Store, str]]) -> set[str]:
    """The runs that hold a lock on any of these (bucket, root)."""
    found = {_run(store, root) for store, root in stores}
    return found - {""}


def _is_ours(store: Store, root: str, run: str) -> bool:
    return _run(store, root) == run


def _run(store: Store, root: str) -> str:
    found = store.get(_key(root))
    try:
        info = str(json.loads(found.body)["Info"]) if found else ""
    except (ValueError, KeyError, TypeError):
        return ""
    return info.removeprefix("drgen run ") if info.startswith("drgen run ") else ""


def _info(store: Store, root: str, run: str, who: str, clock: Clock) -> bytes:
    """Terraform 1.11's LockInfo. The id follows from the run, so that a resumed run knows its own locks."""
    return json.dumps(
        {
            "ID": str(uuid5(NAMESPACE_URL, f"drgen:{run}:{root}")),
            "Operation": "OperationTypeFailover",
            "Info": f"drgen run {run}",
            "Who": who,
            "Version": "drgen",
            "Created": clock.now().isoformat().replace("+00:00", "Z"),
            "Path": f"{store.bucket}/{root}/terraform.tfstate",
        }
    ).encode()


def _key(root: str) -> str:
    return f"{root}/terraform.tfstate.tflock"
