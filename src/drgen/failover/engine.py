"""A run from its beginning to its end: who begins it, what it is asked, where it is written down, what it holds."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from drgen.errors import DrgenError
from drgen.failover import estimates, holding, journal, parts, plan, reach, runner
from drgen.failover.outcome import NotReadyError
from drgen.failover.run import Consent, Kind, Run, World
from drgen.failover.store import PREFIX, Store
from drgen.terms import SIDES, Side

if TYPE_CHECKING:
    from drgen.project import Project
    from drgen.spec import Spec
    from drgen.stacks import Stack

ENDPOINTS = "routing-control.json"


@dataclass(frozen=True)
class Wish:
    """What somebody wants of an environment."""

    kind: Kind
    target: Side
    consent: Consent | None = None
    dissolve: frozenset[str] = frozenset()  # caches to take out of their datastore (plan B)
    cold: frozenset[str] = frozenset()  # caches for which traffic does not wait


def prepare(project: Project, name: str, wish: Wish, world: World, run_id: str = "") -> Run:
    """A run that may look and not touch. Raises DrgenError for a spec, or files beside it, that cannot be read."""
    spec, stacks = project.load(name)
    regions = set(SIDES) if wish.kind in ("switchover", "failback") else {wish.target}
    return Run(
        id=run_id or _new_id(world, wish.kind),
        kind=wish.kind,
        spec=spec,
        parts=parts.parts(stacks),
        target=wish.target,
        world=world,
        reach=reach.Reach(world.aws, frozenset(getattr(spec.regions, side).name for side in regions)),
        consent=wish.consent,
        dissolve=wish.dissolve,
        cold=wish.cold,
        folder=project.environment(name),
        handed=_handed(project.environment(name)),
        figures=estimates.figures(spec, stacks, wish.kind),
    )


def toward(run: Run, side: Side) -> Run:
    """The same, looking at one side."""
    return replace(run, target=side)


def lines(run: Run) -> list[str]:
    """The steps of a run: what a dry run prints, and what the journal begins with."""
    return [task.line(run) for phase in plan.tasks(run) for task in phase]


def look(run: Run) -> None:
    """Ask everything that a run asks before it begins; changes nothing.

    Raises NotReadyError with every reason why it cannot begin.
    """
    refuse_restore(run)
    refuse_other_account(run)
    if run.is_planned:
        _refuse_silent_origin(run)
    runner.refuse_unready(run)


def begin(run: Run, folder: Path, stacks: list[Stack]) -> None:
    """Take the platform for a run that is ready: its lease, its journal, and the locks of the states it concerns.

    Raises HeldError where another run, or Terraform, has it, and NotReadyError where it is ready no longer.
    """
    store = Store.of(run.reach, run.spec, run.target)
    holding.take(run)
    try:
        runner.refuse_unready(run)  # while somebody confirmed, things may have changed
        path = folder / f"{run.id}.jsonl"
        run.journal = journal.Journal(path, run.world.clock, lambda text: store.put(_copy(run.id), text))
        run.journal.write("begin", **_head(run, stacks))
        holding.claim(run)
        holding.lock_states(run)
    except DrgenError:
        holding.let_go(run)
        raise


def resume(run: Run, folder: Path, stacks: list[Stack]) -> None:
    """Take the platform again for a run that broke off.

    Raises NotReadyError when the spec is not what it was, and DrgenError for a journal that cannot be trusted.
    """
    refuse_other_account(run)
    store = Store.of(run.reach, run.spec, run.target)
    path = folder / f"{run.id}.jsonl"
    if not path.exists():
        _fetch(store, run.id, path)
    found = journal.opened(path, run.world.clock, lambda text: store.put(_copy(run.id), text))
    began = found.entries[0].data
    if began["spec_hash"] != _hash(run.spec, stacks):
        raise NotReadyError(f"the spec is not what it was when {run.id} began", hint="put it back, or start a new run")
    holding.take(run)
    run.journal = found
    run.journal.write("resumed", who=holding.who(), tokens=[one.token for one in run.leases])
    try:
        holding.claim(run)
        holding.lock_states(run)
    except DrgenError:
        holding.let_go(run)
        raise


def began(folder: Path, world: World, spec: Spec) -> tuple[str, dict[str, Any]]:
    """The newest run that has not ended: its id and how it began. From this disk, else from the standing-by bucket.

    Raises NotReadyError where there is none.
    """
    for path in sorted(folder.glob("*.jsonl"), reverse=True):
        entries, _, _ = journal.read(path.read_bytes(), str(path))
        if not any(entry.event == "done" for entry in entries):
            return path.stem, entries[0].data
        break
    target = SIDES[1 - SIDES.index(spec.active)]
    store = Store.of(world.aws, spec, target)
    for key in reversed([key for key in store.keys(PREFIX) if key.endswith(".jsonl")]):
        found = store.get(key)
        entries, _, _ = journal.read(found.body if found else b"", f"s3://{store.bucket}/{key}")
        if not any(entry.event == "done" for entry in entries):
            return Path(key).stem, entries[0].data
        break
    raise NotReadyError(f"no run of {spec.name} broke off", hint="`drgen failover` begins one")


def refuse_restore(run: Run) -> None:
    """What has only backups in the target's region cannot serve there, whatever else moves: raise NotReadyError."""
    missing = [part.instance for part in run.parts if not part.at(run.target)]
    if missing and run.spec.strategy == "backup_restore":
        region = getattr(run.spec.regions, run.target).name
        raise NotReadyError(
            f"{run.spec.name} keeps only backups in {region}: {', '.join(missing)} would have to be restored first",
            hint="restore them from that region's vaults; strategy: pilot_light keeps a standby to fail over to",
        )


def rebuilds(run: Run) -> dict[str, float]:
    """The databases that the way home deletes and makes anew, by name, and how long that takes (p95, seconds)."""
    named = [part for part in run.parts if part.module == "rds" and run.kind == "failback" and run.there]
    return {part.name: run.figures.get(part.instance, 0.0) for part in named}


def refuse_other_account(run: Run) -> None:
    """Raise NotReadyError where the region that a run acts in is dark, or the credentials are of another account."""
    from drgen.aws import AwsError

    try:
        there = run.here.look("sts", "get_caller_identity")["Account"]
    except AwsError as error:
        if error.kind != "silent":
            raise
        hint = "nothing was changed; try again when that region answers"
        raise NotReadyError(f"{run.here.region} does not answer: {error}", hint=hint) from error
    if there != run.spec.account:
        message = f"these credentials are of account {there}; {run.spec.name} lives in {run.spec.account}"
        raise NotReadyError(message, hint="assume the failover role of the platform's account")


def _refuse_silent_origin(run: Run) -> None:
    from drgen.aws import AwsError

    assert run.there is not None
    try:
        run.there.look("sts", "get_caller_identity")
    except AwsError as error:
        hint = f"when that region is down: `drgen failover {run.spec.name}`, which does not ask it"
        raise NotReadyError(
            f"{run.there.region} does not answer: a {run.kind} needs both regions", hint=hint
        ) from error


def _head(run: Run, stacks: list[Stack]) -> dict[str, Any]:
    from dataclasses import asdict
    from importlib.metadata import version

    return {
        "version": journal.VERSION,
        "drgen": version("drgen"),
        "run": run.id,
        "environment": run.spec.name,
        "kind": run.kind,
        "target": run.target,
        "who": holding.who(),
        "spec_hash": _hash(run.spec, stacks),
        "consent": asdict(run.consent) | {"seconds": str(run.consent.seconds)} if run.consent else None,
        "plan": lines(run),
    }


def _hash(spec: Spec, stacks: list[Stack]) -> str:
    """What the run goes by. `active` is left out: `drgen reconcile` turns it."""
    told = [
        (stack.name, call.instance, name, repr(wire.value))
        for stack in stacks
        for call in stack.calls
        for name, wire in sorted(call.inputs.items())
        if name != "active"
    ]
    text = json.dumps([spec.name, spec.account, spec.traffic, spec.regions.model_dump(mode="json"), told])
    return sha256(text.encode()).hexdigest()


def _new_id(world: World, kind: Kind) -> str:
    return f"{world.clock.now():%Y%m%dT%H%M%SZ}-{kind}-{token_hex(2)}"


def _copy(run_id: str) -> str:
    return f"{PREFIX}{run_id}.jsonl"


def _fetch(store: Store, run_id: str, path: Path) -> None:
    found = store.get(_copy(run_id))
    if found is None:
        raise DrgenError(f"there is no journal of {run_id}, here or in s3://{store.bucket}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(found.body)


def _handed(folder: Path) -> dict[str, Any]:
    path = folder / ENDPOINTS
    try:
        said = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
        return {"cluster_endpoints": [{"region": one["region"], "endpoint": one["endpoint"]} for one in said]}
    except (OSError, ValueError, TypeError, KeyError) as error:
        hint = "write it anew: `terraform output -json dns_cluster_endpoints` in global"
        raise DrgenError(f"{path} is no list of endpoints", hint=hint) from error
